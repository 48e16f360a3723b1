import { type Line, waitOn } from './line.ts'

/** What somebody says in a conversation, over and over, so that the other side can tell who is heard. */
export const voiceOf = (line: Line): string => `voice.${line.name}`

const betweenSeconds = 0.15

/** Talks until the call is over. */
export async function talkOn(line: Line): Promise<void> {
  do await line.say(voiceOf(line))
  while (await waitOn(line, betweenSeconds))
}
