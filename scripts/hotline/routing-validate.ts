import type { Command } from './command.ts'
import { readOptions, wholeNumber } from './read-options.ts'
import { readTableFile } from './read-table-file.ts'
import { refused } from './refused.ts'
import { type ToldFault, tellFaults } from './tell-faults.ts'

/** `npm run hotline -- routing validate table.yaml` */
export const routingValidateCommand: Command = {
  words: 'routing validate',
  args: '[file] [--version n] [--json]',
  about: 'check a table as publishing would: a file, a published version, or else the draft',
  async run(context) {
    const read = readOptions(context, { version: { type: 'string' }, json: { type: 'boolean' } }, 1)
    if (read === null) return 2
    const [file] = read.positionals
    const version = wholeNumber(read.values.version)
    if (read.values.version !== undefined && (version === null || file !== undefined)) {
      context.complain('Give a file, or --version with the number of a published version.')
      return 2
    }
    const text = file === undefined ? null : readTableFile(file, context)
    if (file !== undefined && text === null) return 2
    const body =
      text === null ? { json: { of: version ?? 'draft' } } : { text, type: 'application/yaml; charset=utf-8' }
    const answer = await (await context.api()).request('POST', '/routing/validate', body)
    if (!answer.ok) return refused(answer, context)
    const { valid, details } = answer.body as { valid: boolean; details: readonly ToldFault[] }
    if (read.values.json) context.say(JSON.stringify(answer.body))
    else {
      const name = file ?? (version === null ? 'draft' : `version ${version}`)
      for (const line of tellFaults(details, name)) context.say(line)
      const warnings = details.filter(({ severity }) => severity === 'warning').length
      if (valid) context.say(warnings === 0 ? `${name}: nothing is wrong.` : `${name}: ${warnings} warning(s).`)
      else context.say(`${name}: can't be published, ${details.length - warnings} fault(s).`)
    }
    return valid ? 0 : 1
  },
}
