import { configOrExit } from '../src/main.ts'
import { readAdminPassword } from './call/admin-password.ts'
import { CallRefused } from './call/call-refused.ts'
import { commands } from './hotline/commands.ts'
import { openServerApi } from './hotline/server-api.ts'
import { tellTable } from './hotline/tell-table.ts'

// `npm run hotline -- <command>`: what a sysadmin asks and tells the hotline. Exit codes: 0 all is well, 1 the answer is
// no, 2 wrongly called.
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const complain = (line: string): void => void process.stderr.write(`${line}\n`)
const words = process.argv.slice(2)

/** The longest name that begins what was typed. */
const command = commands
  .filter(({ words: name }) => name.split(' ').every((word, place) => words[place] === word))
  .toSorted((one, other) => other.words.length - one.words.length)[0]

const asksForHelp = words.length === 0 || words[0] === 'help' || words.includes('--help')
if (command !== undefined && asksForHelp) {
  say(`Usage: npm run hotline -- ${`${command.words} ${command.args}`.trimEnd()}`)
  say(`  ${command.about}`)
  process.exit(0)
}
if (command === undefined) {
  const asked = words.filter((word) => !word.startsWith('-') && word !== 'help')
  const fitting = commands.filter(({ words: name }) => asked.every((word, place) => name.split(' ')[place] === word))
  if (!asksForHelp && fitting.length === 0) complain(`There is no command ${asked.join(' ')}.`)
  say('Usage: npm run hotline -- <command>   (<command> --help: what it takes)')
  const rows = (fitting.length > 0 ? fitting : commands).map(({ words: name, about }) => [`  ${name}`, about])
  for (const line of tellTable(['', ''], rows).slice(1)) say(line)
  process.exit(asksForHelp ? 0 : 2)
}

const config = configOrExit()
const api = () =>
  openServerApi(`http://${config.http.host}:${config.http.port}`, {
    token: config.apiToken,
    password: config.adminPassword ?? readAdminPassword(config.dataDir),
    language: /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh-CN' : 'en',
  })
try {
  const args = words.slice(command.words.split(' ').length)
  process.exitCode = await command.run({ args, config, api, say, complain })
} catch (error) {
  if (!(error instanceof CallRefused)) throw error
  complain(error.message)
  process.exitCode = 1
}
