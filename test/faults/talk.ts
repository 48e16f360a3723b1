import { type Line, waitOn } from './line.ts'

/** What somebody says in a conversation, over and over, so that the other side can tell who is heard. */
export const voiceOf = (line: Line): string => `voice.${line.name}`
/** What somebody says who hears nothing: "Hello? Is anybody there?" */
const helloOf = (line: Line): string => `hello.${line.name}`

/** Somebody else is heard, not a prompt. */
export const isSomebody = (key: string, line: Line): boolean =>
  (key.startsWith('voice.') || key.startsWith('hello.')) && key !== voiceOf(line) && key !== helloOf(line)

const betweenSeconds = 0.15
/** Nobody listens to a line for longer without a word of his own, in ms. */
const quietMs = 2000

/** Talks until the call is over. */
export async function talkOn(line: Line): Promise<void> {
  do await line.say(voiceOf(line))
  while (await waitOn(line, betweenSeconds))
}

/** Speaks up whenever nothing was heard for a while and nothing else is being said, until the call is over. */
export async function breakSilence(line: Line, isBusy: () => boolean): Promise<void> {
  let spokeAt = 0
  while (await waitOn(line, betweenSeconds)) {
    const upAt = line.upAt()
    if (upAt === null || isBusy()) continue
    if (performance.now() - Math.max(line.soundAt() ?? upAt, spokeAt) < quietMs) continue
    spokeAt = performance.now()
    await line.say(helloOf(line))
  }
}
