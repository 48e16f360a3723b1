import { join } from 'node:path'
import type { App } from './app.ts'
import type { Config } from './config.ts'

/** What a sysadmin is told when the server is up: how to call it, look into it and stop it. */
export function welcomeLines(
  { hotlineNumbers, admin, phones, url }: Pick<App, 'hotlineNumbers' | 'admin' | 'phones' | 'url'>,
  { asterisk, adminPassword, dataDir }: Pick<Config, 'asterisk' | 'adminPassword' | 'dataDir'>,
): readonly string[] {
  const { host, port } = asterisk.sipBind
  const isManaged = asterisk.mode === 'managed'
  const secrets = join(dataDir, 'secrets.json')
  const login = admin.isNew
    ? `admin / ${admin.password}   (shown this once; kept in ${secrets})`
    : `admin, with the password ${adminPassword === null ? `in ${secrets}` : 'of HOTLINE_ADMIN_PASSWORD'}`
  return [
    'The hotline is open.',
    `  Numbers:   ${hotlineNumbers.join(', ')}`,
    ...(isManaged && asterisk.trunksFile === null
      ? [
          `  Calls in:  SIP from ${asterisk.carrierMatch.join(', ')} to sip:${hotlineNumbers[0]}@${host}:${port}`,
          '  Try it:    npm run call -- --keys 1   (in another terminal)',
        ]
      : []),
    ...(isManaged && asterisk.trunksFile !== null
      ? [`  Calls in:  from the trunks of ${asterisk.trunksFile} to ${host}:${port}`]
      : []),
    ...(isManaged ? [] : [`  Calls in:  from the Asterisk at ${asterisk.ariUrl}`]),
    `  API:       ${url}/api/docs`,
    `  Login:     ${login}`,
    ...phones.map(
      ({ extension, password }, index) =>
        `  ${index === 0 ? 'Phones:   ' : '          '} ${extension} / ${password}${index === 0 ? `   (register at ${host}:${port})` : ''}`,
    ),
    '  Stop:      Ctrl-C',
  ]
}
