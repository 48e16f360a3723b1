import { askCli } from './asterisk-cli.ts'
import type { AsteriskInstallation } from './installation.ts'
import type { RenderedFiles } from './render-templates.ts'
import { changedFiles, type RunFolders, writeConfig } from './run-folders.ts'

/** Console commands that make a running Asterisk read a file again; a file without any needs a restart. */
const reloads: Readonly<Record<string, readonly string[]>> = {
  'ari.conf': ['module reload res_ari.so'],
  'extensions.conf': ['dialplan reload'],
  'http.conf': ['module reload http'],
  'indications.conf': ['module reload indications'],
  'logger.conf': ['logger reload'],
  'rtp.conf': ['module reload res_rtp_asterisk.so'],
  ...Object.fromEntries(
    ['pjsip.conf', 'pjsip_trunks.conf', 'pjsip_phones.conf'].map((file) => [
      file,
      [
        'module reload res_pjsip.so',
        'module reload res_pjsip_endpoint_identifier_ip.so',
        'module reload res_pjsip_outbound_registration.so',
      ],
    ]),
  ),
}

/** What became of a changed configuration: files that were read again, and files that wait for a restart. */
export type AppliedChanges = { readonly reloaded: readonly string[]; readonly waiting: readonly string[] }

/**
 * Gives a running Asterisk the files that have changed. Those it can read again are written and read; the others are
 * neither written nor forgotten: they still differ, so the next start finds them again.
 */
export async function applyChanges(
  installation: AsteriskInstallation,
  folders: RunFolders,
  files: RenderedFiles,
): Promise<AppliedChanges> {
  const changed = changedFiles(folders.runDir, files)
  const reloaded = changed.filter((file) => reloads[file])
  writeConfig(folders.runDir, files, reloaded)
  const waiting = changed.filter((file) => !reloads[file])
  for (const command of new Set(reloaded.flatMap((file) => reloads[file] ?? []))) {
    const answer = await askCli(installation, folders, command)
    if (!answer.ok) return { reloaded: [], waiting: changed }
  }
  return { reloaded, waiting }
}

/** Calls that are up, null when Asterisk does not say. */
export async function countChannels(installation: AsteriskInstallation, folders: RunFolders): Promise<number | null> {
  const answer = await askCli(installation, folders, 'core show channels count')
  const found = answer.ok ? /(\d+) active channels?/.exec(answer.text) : null
  return found ? Number(found[1]) : null
}
