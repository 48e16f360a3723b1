import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Command } from './command.ts'
import { refused } from './refused.ts'

/** `npm run hotline -- routing pin set <person>`; the PIN comes from standard input, so that no list of processes shows it. */
export const routingPinSetCommand: Command = {
  words: 'routing pin set',
  args: '<person>',
  about: 'give a person of the centre a PIN for telephone commands (asked for, or from standard input)',
  async run(context) {
    const { args, api, say, complain } = context
    const [person, ...more] = args
    if (person === undefined || more.length > 0) {
      complain('Whose PIN? Give the id of a duty officer, of the supervision or of the leading group.')
      return 2
    }
    const pin = await readPin()
    if (pin === '') {
      complain('No PIN was given.')
      return 2
    }
    const answer = await (await api()).request('PUT', `/people/${encodeURIComponent(person)}/pin`, { json: { pin } })
    if (answer.ok) {
      say(`${person} has a new PIN.`)
      return 0
    }
    return refused(answer, context)
  },
}

/** The first line of standard input. On a terminal it is asked for and not shown. */
async function readPin(): Promise<string> {
  const { stdin, stderr } = process
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (stdin.isTTY) stderr.write('PIN (4 to 8 digits): ')
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY === true })
  try {
    for await (const line of lines) return line.trim()
    return ''
  } finally {
    lines.close()
    if (stdin.isTTY) stderr.write('\n')
  }
}
