import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RenderedFiles, renderTemplate, renderTemplates } from '../../src/adapters/asterisk/render-templates.ts'
import type { RunFolders } from '../../src/adapters/asterisk/run-folders.ts'

export type CarrierSettings = {
  /** Folder of the hotline's own templates; what is the same for every Asterisk of ours is taken from there. */
  readonly hotlineTemplates: string
  readonly host: string
  readonly port: number
  readonly ari: { readonly port: number; readonly user: string; readonly password: string }
  /** Where the hotline takes calls. */
  readonly hotline: { readonly host: string; readonly port: number }
}

const ownTemplates = join(import.meta.dirname, 'asterisk')
/** Nothing in these differs between the hotline's Asterisk and the carrier's. */
const shared = [
  'acl.conf',
  'asterisk.conf',
  'ccss.conf',
  'cdr.conf',
  'cel.conf',
  'features.conf',
  'http.conf',
  'indications.conf',
  'logger.conf',
  'manager.conf',
  'modules.conf',
  'pjproject.conf',
  'udptl.conf',
  'websocket_client.conf',
]
/** Calls that may be up at once: each takes two channels, the telephone's and its voice's. */
const maxCalls = 2000

/** Configuration files of an Asterisk that plays the telephone network around a hotline. */
export function renderCarrier(settings: CarrierSettings, folders: RunFolders): RenderedFiles {
  const values = {
    ...folders,
    node: 'carrier',
    maxCalls,
    ariHost: settings.host,
    ariPort: settings.ari.port,
    ariUser: settings.ari.user,
    ariPassword: settings.ari.password,
    sipHost: settings.host,
    sipPort: settings.port,
    hotlineHost: settings.hotline.host,
    hotlinePort: settings.hotline.port,
  }
  const common = Object.fromEntries(
    shared.map((file) => [
      file,
      renderTemplate(readFileSync(join(settings.hotlineTemplates, file), 'utf8'), values, file),
    ]),
  )
  const own = renderTemplates(ownTemplates, values)
  return { ...common, ...own, 'modules.conf': `${common['modules.conf']}\n${own['modules.conf']}` }
}
