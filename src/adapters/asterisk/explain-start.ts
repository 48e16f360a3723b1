import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Why Asterisk did not start, in words for who has to put it right. */
export type StartFault = {
  readonly reason: 'portTaken' | 'folderUnwritable' | 'moduleMissing' | 'binaryWontRun' | 'configuration' | 'notReady'
  readonly detail: string
}

/** What Asterisk wrote about its start that is an error: from its log file and from what it printed before it had one. */
export function readStartErrors(runDir: string, logStart: number): readonly string[] {
  const printed = readFrom(join(runDir, 'log', 'startup.log'), 0)
  const logged = readFrom(join(runDir, 'log', 'messages.log'), logStart)
  const lines = `${printed}\n${logged}`.split('\n').map((line) => line.trim())
  return [...new Set(lines.filter((line) => /\bERROR\b|error while loading|cannot open shared|not found/i.test(line)))]
}

/** Turns what was written about a start that failed into one fault; the lines themselves are kept in it. */
export function explainStart(errors: readonly string[], exit: string): StartFault {
  const shown = errors.slice(0, 8).map((line) => `\n    ${line}`)
  const all = errors.join('\n')
  const missing = [...all.matchAll(/([\w]+)(?:\.so)?'?:? .*?cannot open shared object file/g)].map((match) => match[1])
  const isModule = /Error loading module|required module|Failed to load/i.test(all)
  if (isModule) {
    const names = [...new Set(all.match(/\b(?:res|chan|app|func|codec|format|bridge|pbx)_\w+/g) ?? missing)].join(', ')
    return {
      reason: 'moduleMissing',
      detail: `this Asterisk lacks or can't load modules that are needed (${names}). Install the full asterisk package, or take it off the PATH so that a private one is used.${shown.join('')}`,
    }
  }
  if (/Address already in use|Unable to bind/i.test(all))
    return { reason: 'portTaken', detail: `an address is taken by another program.${shown.join('')}` }
  if (/^spawn failed/.test(exit))
    return { reason: 'binaryWontRun', detail: `the Asterisk program can't be run on this machine: ${exit}.` }
  if (/error while loading shared libraries|cannot execute|Exec format/i.test(all))
    return { reason: 'binaryWontRun', detail: `the Asterisk program does not run on this machine.${shown.join('')}` }
  return { reason: 'configuration', detail: `Asterisk ended ${exit} while it started.${shown.join('')}` }
}

function readFrom(file: string, start: number): string {
  try {
    return readFileSync(file).subarray(start).toString('utf8')
  } catch {
    return ''
  }
}
