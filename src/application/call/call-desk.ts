import type { CallCommand, DeskCommand } from '../../domain/call/call-command.ts'
import type { CallEvent } from '../../domain/call/call-event.ts'
import { type CheckPinDeps, checkPin } from '../access/check-pin.ts'
import type { OverrideDesk, OverrideOutcome } from '../ports/override-desk.ts'

export type CallDeskDeps = CheckPinDeps & { readonly overrides: OverrideDesk }

/** What the calls ask of the server itself: to check a PIN, to set an override. */
export type CallDesk = {
  /** Carries a command out and answers with what came of it, if anything. Never rejects: a caller waits for the answer. */
  run(callId: string, command: DeskCommand): Promise<CallEvent | null>
}

const deskCommands: readonly CallCommand['do'][] = [
  'keepPinDigit',
  'forgetPin',
  'checkPin',
  'setOverride',
  'endOverride',
] satisfies readonly DeskCommand['do'][]
export const isForDesk = (command: CallCommand): command is DeskCommand => deskCommands.includes(command.do)

/** Digits of a PIN are kept by call, in memory alone, and no longer than until they are checked. */
export function createCallDesk(deps: CallDeskDeps): CallDesk {
  const { overrides, log } = deps
  const check = checkPin(deps)
  const keyedIn = new Map<string, string>()

  async function pinResult(callId: string, person: string) {
    const digits = keyedIn.get(callId)
    keyedIn.delete(callId)
    // They were keyed in to a server that has ended since.
    if (digits === undefined) return 'lost'
    try {
      return await check(person, digits)
    } catch (error) {
      log.error({ err: error, person }, 'a PIN could not be checked')
      return 'failed'
    }
  }

  async function settled(override: string, work: Promise<OverrideOutcome>): Promise<CallEvent> {
    const about = { type: 'OverrideSettled', id: override } as const
    try {
      const outcome = await work
      if (outcome.ok) return { ...about, outcome: 'done', reason: null }
      log.warn({ override, ...outcome }, 'an override by telephone was refused')
      return { ...about, outcome: 'refused', reason: outcome.reason }
    } catch (error) {
      log.error({ err: error, override }, 'an override by telephone could not be saved')
      return { ...about, outcome: 'failed', reason: null }
    }
  }

  return {
    async run(callId, command) {
      switch (command.do) {
        case 'keepPinDigit':
          keyedIn.set(callId, `${keyedIn.get(callId) ?? ''}${command.digit}`)
          return null
        case 'forgetPin':
          keyedIn.delete(callId)
          return null
        case 'checkPin':
          return { type: 'PinChecked', result: await pinResult(callId, command.person) }
        case 'setOverride':
          return settled(command.override.id, overrides.set(command.override))
        case 'endOverride':
          return settled(command.id, overrides.end(command.id, command.by))
      }
    },
  }
}
