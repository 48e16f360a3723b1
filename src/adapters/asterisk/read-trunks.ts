import { readFileSync } from 'node:fs'
import { isIPv4 } from 'node:net'
import { type Document, isMap, isNode, isPair, LineCounter, type Node, parseDocument } from 'yaml'
import type { z } from 'zod'
import { plainNetwork, type Trunk, type TrunkNetwork } from './trunk.ts'
import { findTrunkConflicts } from './trunk-conflicts.ts'
import { type TrunksFile, trunksSchema } from './trunks-schema.ts'

export type TrunksRead =
  | { readonly ok: true; readonly trunks: readonly Trunk[]; readonly network: TrunkNetwork }
  /** Each fault names file, line, field, value and what is allowed. */
  | { readonly ok: false; readonly faults: readonly string[] }

/** Reads the file of real trunks (`HOTLINE_TRUNKS`). Refuses with all its faults at once. */
export function readTrunks(file: string): TrunksRead {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { ok: false, faults: [`${file}: can't be read: ${(error as Error).message}`] }
  }
  return parseTrunks(text, file)
}

/** {@link readTrunks} for a text; `file` is how its faults call it. */
export function parseTrunks(text: string, file: string): TrunksRead {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0)
    return {
      ok: false,
      faults: document.errors.map(
        ({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: is not YAML: ${message}`,
      ),
    }
  let raw: unknown
  try {
    raw = document.toJS() ?? {}
  } catch (error) {
    return { ok: false, faults: [`${file}: ${(error as Error).message}`] }
  }
  const parsed = trunksSchema.safeParse(raw)
  const faults = [
    ...(parsed.error?.issues ?? []).flatMap(describe),
    ...findTrunkConflicts(raw).map(({ path, message }) => place(path, message)),
  ].sort((one, other) => one.line - other.line)
  if (!parsed.success || faults.length > 0) return { ok: false, faults: faults.map((fault) => fault.text) }
  return { ok: true, trunks: parsed.data.trunks.map(toTrunk), network: toNetwork(parsed.data) }

  function describe(issue: z.core.$ZodIssue): readonly PlacedFault[] {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => place([...issue.path, key], 'is not known; see docs/trunks.example.yaml'))
    const isNoGroup = issue.code === 'invalid_type' && issue.expected === 'object'
    return [
      place(issue.path, isNoGroup ? 'must be a group of named fields; see docs/trunks.example.yaml' : issue.message),
    ]
  }

  function place(path: readonly PropertyKey[], message: string): PlacedFault {
    const value = document.getIn(path as (string | number)[])
    const isSecret = path.at(-1) === 'password'
    const shown = value === undefined || isNode(value) ? '' : isSecret ? ' (hidden)' : ` ${JSON.stringify(value)}`
    const line = lines.linePos(offsetOf(document, path)).line
    return { line, text: `${file}:${line}: ${nameOf(path)}:${shown} ${message}` }
  }
}

type PlacedFault = { readonly line: number; readonly text: string }

const nameOf = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'the file'
    : path
        .reduce<string>((name, step) => (typeof step === 'number' ? `${name}[${step}]` : `${name}.${String(step)}`), '')
        .slice(1)

/** Where a field stands; of a field that is missing, where what should hold it begins. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1) as (string | number)[], true)
    const key = path[length - 1]
    const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && String(item.key) === key) : undefined
    const node = pair
      ? (pair.key as Node)
      : (document.getIn(path.slice(0, length) as (string | number)[], true) as Node)
    if (isNode(node) && node.range) return node.range[0]
  }
  return document.contents?.range?.[0] ?? 0
}

const codecNames = { PCMA: 'alaw', PCMU: 'ulaw' } as const

const toTrunk = (file: TrunksFile['trunks'][number]): Trunk => ({
  name: file.name,
  contact: `sip:${file.server}`,
  transport: file.transport,
  callsFrom: file.callsFrom ?? [file.server.split(':')[0] as string],
  login: file.user !== undefined && file.password !== undefined ? { user: file.user, password: file.password } : null,
  register: file.register,
  outboundProxy: file.outboundProxy === undefined ? null : `sip:${file.outboundProxy}`,
  displayNumber: file.displayNumber ?? null,
  fromDomain: file.fromDomain ?? null,
  codecs: file.codecs.map((codec) => codecNames[codec]),
  dtmf: file.dtmf,
  checkSeconds: file.checkSeconds,
})

const toNetwork = ({ network }: TrunksFile): TrunkNetwork => ({
  externalAddress: network?.externalAddress ?? null,
  localNetworks: network?.localNetworks ?? [],
  rtpPorts: network?.rtpPorts ?? plainNetwork.rtpPorts,
})

/**
 * Trunks that can't work with the address we listen on: one outside this machine, when we listen on the loopback address
 * only. Host names are taken for outside.
 */
export function bindFaults(trunks: readonly Trunk[], sipHost: string): readonly string[] {
  if (!isLoopback(sipHost)) return []
  return trunks
    .filter(({ contact }) => !isLoopback(contact.replace(/^sips?:/, '').split(':')[0] as string))
    .map(
      ({ name, contact }) =>
        `trunk ${name} (${contact}) can't be reached while we listen on ${sipHost}: set HOTLINE_SIP_BIND to this machine's address in the carrier's network, such as 192.168.1.10:5060`,
    )
}

const isLoopback = (host: string): boolean => host === 'localhost' || (isIPv4(host) && host.startsWith('127.'))
