import { type AriAccess, askAri } from './ask-ari.ts'

/** Something that keeps an Asterisk run by somebody else from serving the hotline, and what to do about it. */
export type ExternalFault = {
  readonly reason:
    | 'unreachable'
    | 'notAri'
    | 'wrongPassword'
    | 'readOnly'
    | 'wrongVersion'
    | 'moduleMissing'
    | 'endpointMissing'
    | 'dialplanMissing'
    | 'noWebSocket'
  readonly detail: string
  readonly remedy: string
}

export type ExternalNeeds = {
  /** Modules that must run, with or without `.so`; {@link requiredModules} of our own modules.conf. */
  readonly modules: readonly string[]
  /** Names of the PJSIP endpoints that calls go out by. */
  readonly endpoints: readonly string[]
}

const oldestMajor = 20
const guide = 'see docs/external-asterisk.md'

/** The modules that a modules.conf calls required. */
export const requiredModules = (modulesConf: string): readonly string[] =>
  [...modulesConf.matchAll(/^require\s*=>?\s*(\S+)/gm)].map((match) => match[1] as string)

/** Looks at an Asterisk run by somebody else; empty when it can serve. Changes nothing there. Takes up to some seconds. */
export async function checkExternalAsterisk(ari: AriAccess, needs: ExternalNeeds): Promise<readonly ExternalFault[]> {
  const info = await askAri(ari, '/ari/asterisk/info')
  const closed = whyClosed(ari, info)
  if (closed) return [closed]
  const found = await Promise.all([
    checkVersion(info),
    checkWriting(ari),
    checkModules(ari, needs.modules),
    checkEndpoints(ari, needs.endpoints),
    checkDialplan(ari),
    checkWebSocket(ari),
  ])
  return found.flat()
}

type Answer = Awaited<ReturnType<typeof askAri>>

function whyClosed(ari: AriAccess, info: Answer): ExternalFault | null {
  if (!info.ok)
    return {
      reason: 'unreachable',
      detail: `nobody answers at ${ari.url} (${info.detail})`,
      remedy: `start that Asterisk, enable its HTTP server (http.conf: enabled, bindaddr, bindport) or correct HOTLINE_ARI_URL; ${guide}`,
    }
  if (info.status === 401 || info.status === 403)
    return {
      reason: 'wrongPassword',
      detail: `${ari.url} refuses user ${ari.user} (${info.status})`,
      remedy: `make HOTLINE_ARI_USER and HOTLINE_ARI_PASSWORD agree with a user in its ari.conf; ${guide}`,
    }
  if (info.status !== 200 || typeof info.body !== 'object')
    return {
      reason: 'notAri',
      detail: `${ari.url}/ari/asterisk/info answers ${info.status}, which is not ARI`,
      remedy: `enable ARI (ari.conf: enabled = yes; modules res_ari and its parts), leave http.conf's prefix empty, or correct HOTLINE_ARI_URL; ${guide}`,
    }
  return null
}

function checkVersion(info: Answer): readonly ExternalFault[] {
  const version = (info.ok && (info.body as { system?: { version?: string } }).system?.version) || 'unknown'
  const major = Number(/\d+/.exec(version)?.[0] ?? 0)
  if (major >= oldestMajor) return []
  return [
    { reason: 'wrongVersion', detail: `it is Asterisk ${version}`, remedy: `use Asterisk ${oldestMajor} or newer` },
  ]
}

async function checkWriting(ari: AriAccess): Promise<readonly ExternalFault[]> {
  // An event to an application that does not exist: refused with 404 where writing is allowed, with 403 where it is not.
  const answer = await askAri(ari, '/ari/events/user/check?application=nobody-has-this-name', 3000, 'POST')
  if (!answer.ok || answer.status !== 403) return []
  return [
    { reason: 'readOnly', detail: `user ${ari.user} may only read`, remedy: 'set read_only = no for it in ari.conf' },
  ]
}

async function checkModules(ari: AriAccess, modules: readonly string[]): Promise<readonly ExternalFault[]> {
  const answer = await askAri(ari, '/ari/asterisk/modules')
  if (!answer.ok || !Array.isArray(answer.body)) return []
  const running = new Set(
    (answer.body as { name: string; status: string }[])
      .filter(({ status }) => status === 'Running')
      .map(({ name }) => name),
  )
  const missing = modules.map((name) => `${name.replace(/\.so$/, '')}.so`).filter((name) => !running.has(name))
  if (missing.length === 0) return []
  const lines = missing.map((name) => `load = ${name}`).join('\n')
  return [
    {
      reason: 'moduleMissing',
      detail: `modules are not running: ${missing.join(', ')}`,
      remedy: `add to its modules.conf, restart it, and look into its log if they still don't run:\n${lines}`,
    },
  ]
}

async function checkEndpoints(ari: AriAccess, endpoints: readonly string[]): Promise<readonly ExternalFault[]> {
  const answers = await Promise.all(
    endpoints.map(async (name) => ({
      name,
      answer: await askAri(ari, `/ari/endpoints/PJSIP/${encodeURIComponent(name)}`),
    })),
  )
  return answers
    .filter(({ answer }) => answer.ok && answer.status === 404)
    .map(({ name }) => ({
      reason: 'endpointMissing',
      detail: `there is no PJSIP endpoint "${name}", by which calls are to go out`,
      remedy: `add it to its pjsip.conf under that name; ${guide}`,
    }))
}

async function checkDialplan(ari: AriAccess): Promise<readonly ExternalFault[]> {
  const answer = await askAri(ari, '/ari/asterisk/variable?variable=HOTLINE_TAKES_CALLS')
  const value = answer.ok && answer.status === 200 ? (answer.body as { value?: string }).value : ''
  if (value) return []
  return [
    {
      reason: 'dialplanMissing',
      detail: 'its dialplan does not know HOTLINE_TAKES_CALLS, so calls would not come to the hotline',
      remedy: `add the hotline's part to its extensions.conf and let the trunk's endpoint use context from-trunk; ${guide}`,
    },
  ]
}

/** Opens an event socket for a name of its own and closes it at once; the hotline's own name would take over its calls. */
function checkWebSocket(ari: AriAccess): Promise<readonly ExternalFault[]> {
  const key = encodeURIComponent(`${ari.user}:${ari.password}`)
  const socket = new WebSocket(`${ari.url.replace(/^http/, 'ws')}/ari/events?app=hotline-check&api_key=${key}`)
  return new Promise((resolve) => {
    const finish = (faults: readonly ExternalFault[]) => {
      clearTimeout(limit)
      socket.close()
      resolve(faults)
    }
    const fail = () =>
      finish([
        {
          reason: 'noWebSocket',
          detail: `${ari.url} gives no WebSocket for events`,
          remedy: `load res_http_websocket and res_ari_events there; a proxy in between must pass "Upgrade: websocket" on; ${guide}`,
        },
      ])
    const limit = setTimeout(fail, 3000)
    socket.onopen = () => finish([])
    socket.onerror = fail
  })
}
