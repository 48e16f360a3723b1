import { maySeePersonalData, type Role } from '../../domain/access/role.ts'
import type { MessageRecord } from '../../domain/messaging/message-record.ts'
import { countParts, renderMessage } from '../../domain/messaging/render-message.ts'
import { caseNumberOf } from '../call/view-call.ts'
import { type Personal, readPersonal } from '../case/read-personal.ts'
import type { CaseReader, MessageReader, Page, PageRequest } from '../ports/ledger.ts'

import { numbersGiven } from './numbers-given.ts'

export type ListMessagesDeps = { readonly messages: MessageReader; readonly cases: CaseReader }
export type MessageFilter = { readonly status?: string; readonly caseNumber?: string }

/** A page of the outbox, newest first. A case number nobody has gives an empty page. */
export const listMessages =
  (deps: ListMessagesDeps) =>
  async ({ caseNumber, ...filter }: MessageFilter, page: PageRequest, role: Role): Promise<Page<MessageView>> => {
    const about = caseNumber === undefined ? null : await deps.cases.byNumber(caseNumber)
    if (caseNumber !== undefined && !about) return { items: [], nextCursor: null }
    const { items, nextCursor } = await deps.messages.list(about ? { ...filter, caseId: about.id } : filter, page)
    const personal = await readPersonal(
      deps.cases,
      items.flatMap((message) => [message.toRef, ...Object.values(message.variableRefs)]),
      role,
    )
    const views = items.map(async (message) =>
      viewOfMessage(
        { ...message, variables: { ...message.variables, ...(await numbersGiven(deps.cases, message)) } },
        personal,
        role,
        await caseNumberOf(deps.cases, message.caseId),
      ),
    )
    return { items: await Promise.all(views), nextCursor }
  }

/** A message; its variables, which may name people, are empty where the role does not need them. */
function viewOfMessage(message: MessageRecord, personal: Personal, role: Role, caseNumber: string | null) {
  const {
    toRef,
    caseId: _case,
    dedupeKey: _key,
    revision: _revision,
    variables,
    variableRefs,
    nextContacts,
    ...shown
  } = message
  const sees = maySeePersonalData(role)
  const values = Object.entries(variableRefs).map(([name, ref]) => [name, personal.number(ref)])
  const rendered = renderMessage(message.kind, message.language, { ...variables, ...Object.fromEntries(values) })
  return {
    ...shown,
    to: personal.number(toRef),
    caseNumber,
    variables: sees ? variables : {},
    text: sees ? rendered.text : null,
    parts: countParts(rendered.text),
    next: nextContacts.flatMap(({ who }) => (who === null ? [] : [who])),
  }
}
export type MessageView = ReturnType<typeof viewOfMessage>
