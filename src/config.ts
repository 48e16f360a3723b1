import { isIP } from 'node:net'
import { resolve } from 'node:path'

/** Environment as the process has it: names to raw strings. */
export type Env = Readonly<Record<string, string | undefined>>

/** Everything the server is told from outside, typed and complete. Paths are absolute. */
export type Config = {
  readonly dataDir: string
  readonly http: { readonly host: string; readonly port: number }
  /** `file:` path of SQLite; other schemes are refused until a store for them exists. */
  readonly databaseFile: string
  /** Days after which a closed case is packed into little room. */
  readonly packAfterDays: number
  /** IANA zone in which service windows and spoken times are read. */
  readonly timeZone: string
  readonly asterisk: {
    /** `managed`: the server starts, watches and stops its own; `external`: somebody else runs it. */
    readonly mode: 'managed' | 'external'
    readonly ariUrl: string
    readonly ariUser: string
    /** null: generated at first start and kept in the data folder. */
    readonly ariPassword: string | null
    readonly sipBind: { readonly host: string; readonly port: number }
    /** Addresses whose SIP is the carrier's: `IP`, `IP/mask` or `IP:port`. */
    readonly carrierMatch: readonly string[]
    readonly carrierContact: string
    /** YAML file of real trunks; null: the carrier above alone. */
    readonly trunksFile: string | null
    /** Registered demonstration phones for units and seats; off unless asked for. */
    readonly demoPhones: boolean
  }
  /** YAML file of the ways for messages; null: SIP MESSAGE by the trunks alone. */
  readonly smsFile: string | null
  /** Pinged every minute while all is well; null: nobody outside watches. A secret. */
  readonly heartbeatUrl: string | null
  readonly apiToken: string | null
  /** null: generated at first start, printed once. */
  readonly adminPassword: string | null
  readonly logLevel: LogLevel
  /** `HOTLINE_…` variables that mean nothing here, most likely mistyped: `main` warns of them. */
  readonly unknownNames: readonly string[]
}

export type LogLevel = (typeof logLevels)[number]
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Thrown with every wrong variable at once; `main` prints it and exits with 2. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`The environment has ${faults.length} wrong value(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

/** Reads the process environment; the only place that does. */
export const readEnv = (): Env => process.env

/**
 * Turns the environment into a {@link Config}.
 * @throws {ConfigError} naming every wrong value.
 */
export function toConfig(env: Env, cwd = process.cwd()): Config {
  const faults: string[] = []
  const read = <T>(name: string, fallback: string, parse: (raw: string) => T | string): T => {
    const raw = env[name]?.trim() || fallback
    const parsed = parse(raw)
    if (typeof parsed === 'string' && parsed.startsWith('!')) {
      // A password must not end up in a journal.
      const shown = /PASSWORD|TOKEN|HEARTBEAT/.test(name) ? '' : `=${JSON.stringify(raw)}`
      faults.push(`${name}${shown}: ${parsed.slice(1)}`)
      return undefined as T
    }
    return parsed as T
  }
  const text = (name: string): string | null => env[name]?.trim() || null

  const dataDir = resolve(cwd, text('HOTLINE_DATA_DIR') ?? 'data')
  const config: Config = {
    dataDir,
    http: {
      host: read('HOTLINE_HTTP_HOST', '127.0.0.1', parseHost),
      port: read('HOTLINE_HTTP_PORT', '8080', parsePort),
    },
    databaseFile: read('HOTLINE_DATABASE_URL', `file:${resolve(dataDir, 'hotline.db')}`, (raw) =>
      parseDatabaseUrl(raw, cwd),
    ),
    packAfterDays: read('HOTLINE_PACK_AFTER_DAYS', '30', parseDays) as number,
    timeZone: read('HOTLINE_TIME_ZONE', 'Asia/Shanghai', parseTimeZone),
    asterisk: {
      mode: read('HOTLINE_ASTERISK', 'managed', (raw) =>
        raw === 'managed' || raw === 'external' ? raw : '!must be managed or external',
      ) as 'managed' | 'external',
      ariUrl: read('HOTLINE_ARI_URL', 'http://127.0.0.1:8088', parseHttpUrl),
      ariUser: text('HOTLINE_ARI_USER') ?? 'hotline',
      ariPassword: text('HOTLINE_ARI_PASSWORD'),
      sipBind: read('HOTLINE_SIP_BIND', '127.0.0.1:5060', parseAddress),
      carrierMatch: read('HOTLINE_CARRIER_MATCH', '127.0.0.10', parseMatches),
      carrierContact: read('HOTLINE_CARRIER_CONTACT', 'sip:127.0.0.10:5080', (raw) =>
        /^sips?:[^\s@;]+$/.test(raw) ? raw : '!must look like sip:host:port',
      ),
      trunksFile: text('HOTLINE_TRUNKS') && resolve(cwd, text('HOTLINE_TRUNKS') as string),
      demoPhones: read('HOTLINE_DEMO_PHONES', 'off', (raw) =>
        raw === 'on' || raw === 'off' ? { on: raw === 'on' } : '!must be on or off',
      )?.on,
    },
    smsFile: text('HOTLINE_SMS') && resolve(cwd, text('HOTLINE_SMS') as string),
    heartbeatUrl: read('HOTLINE_HEARTBEAT_URL', 'none', (raw) =>
      raw === 'none' || isHttpUrl(raw) ? raw : '!must be an http(s) URL',
    ),
    apiToken: read('HOTLINE_API_TOKEN', 'none', (raw) =>
      raw === 'none' || raw.length >= 16 ? raw : '!must have at least 16 characters',
    ),
    adminPassword: read('HOTLINE_ADMIN_PASSWORD', 'none', (raw) =>
      raw === 'none' || raw.length >= 8 ? raw : '!must have at least 8 characters',
    ),
    logLevel: read('HOTLINE_LOG_LEVEL', 'info', (raw) =>
      (logLevels as readonly string[]).includes(raw) ? raw : `!must be one of ${logLevels.join(', ')}`,
    ) as LogLevel,
    unknownNames: [],
  }
  if (config.asterisk.mode === 'external' && !config.asterisk.ariPassword) {
    faults.push('HOTLINE_ARI_PASSWORD: must be set when HOTLINE_ASTERISK=external')
  }
  if (faults.length > 0) throw new ConfigError(faults)
  return {
    ...config,
    heartbeatUrl: config.heartbeatUrl === 'none' ? null : config.heartbeatUrl,
    apiToken: config.apiToken === 'none' ? null : config.apiToken,
    adminPassword: config.adminPassword === 'none' ? null : config.adminPassword,
    unknownNames: Object.keys(env).filter((name) => name.startsWith('HOTLINE_') && !knownNames.has(name)),
  }
}

const knownNames = new Set([
  'HOTLINE_DATA_DIR',
  'HOTLINE_HTTP_HOST',
  'HOTLINE_HTTP_PORT',
  'HOTLINE_DATABASE_URL',
  'HOTLINE_PACK_AFTER_DAYS',
  'HOTLINE_TIME_ZONE',
  'HOTLINE_ASTERISK',
  'HOTLINE_ARI_URL',
  'HOTLINE_ARI_USER',
  'HOTLINE_ARI_PASSWORD',
  'HOTLINE_SIP_BIND',
  'HOTLINE_CARRIER_MATCH',
  'HOTLINE_CARRIER_CONTACT',
  'HOTLINE_TRUNKS',
  'HOTLINE_DEMO_PHONES',
  'HOTLINE_SMS',
  'HOTLINE_HEARTBEAT_URL',
  'HOTLINE_API_TOKEN',
  'HOTLINE_ADMIN_PASSWORD',
  'HOTLINE_LOG_LEVEL',
])

/** Less than a week would pack what is still asked for: receipts of messages, return visits. */
const parseDays = (raw: string): number | string =>
  /^\d{1,4}$/.test(raw) && Number(raw) >= 7 ? Number(raw) : '!must be a number of days, 7 or more'

const parsePort = (raw: string): number | string =>
  /^\d{1,5}$/.test(raw) && Number(raw) >= 1 && Number(raw) <= 65535 ? Number(raw) : '!must be a port from 1 to 65535'

const parseHost = (raw: string): string =>
  isIP(raw) || /^[a-z0-9.-]+$/i.test(raw) ? raw : '!must be an address or a host name'

function parseAddress(raw: string): { host: string; port: number } | string {
  const [, host, port] = /^([^:]+):(\d+)$/.exec(raw) ?? []
  if (!host || !port || !isIP(host) || typeof parsePort(port) === 'string') return '!must look like 127.0.0.1:5060'
  return { host, port: Number(port) }
}

function parseMatches(raw: string): readonly string[] | string {
  const matches = raw.split(',').map((match) => match.trim())
  const wrong = matches.filter((match) => {
    const [, ip, mask, port] = /^([\d.]+)(?:\/(\d{1,2}))?(?::(\d{1,5}))?$/.exec(match) ?? []
    return (
      !ip ||
      !isIP(ip) ||
      Number(mask ?? 32) > 32 ||
      Number(mask ?? 32) < 8 ||
      (port !== undefined && typeof parsePort(port) === 'string')
    )
  })
  return wrong.length > 0 ? `!${wrong.join(', ')} is not IP, IP/mask (8 to 32) or IP:port` : matches
}

const isHttpUrl = (raw: string): boolean => URL.canParse(raw) && /^https?:$/.test(new URL(raw).protocol)

const parseHttpUrl = (raw: string): string => (isHttpUrl(raw) ? raw.replace(/\/+$/, '') : '!must be an http(s) URL')

function parseDatabaseUrl(raw: string, cwd: string): string {
  if (raw.startsWith('file:')) return resolve(cwd, raw.slice('file:'.length).replace(/^\/\/(?=\/)/, ''))
  return '!must be a file: URL'
}

function parseTimeZone(raw: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: raw }).resolvedOptions().timeZone
  } catch {
    return '!is not an IANA time zone such as Asia/Shanghai'
  }
}
