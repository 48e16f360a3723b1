import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeSpeech } from '../../../src/adapters/speech/make-speech.ts'
import { speechToolsFault } from '../../../src/adapters/speech/speech-tools.ts'
import { speechTools } from '../../harness/speech-tools.ts'
import { tempFolder } from '../../harness/temp-folder.ts'

/** A program that answers as told. */
function program(script: string): readonly string[] {
  const file = join(tempFolder(), 'program')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return [file]
}

describe('the speech tools', () => {
  test('that are installed are good', async () => {
    expect(await speechToolsFault(speechTools)).toBeNull()
  })

  test.each([
    ['are not there', '', /program-that-is-not-there can't be run/],
    ['are something else', 'echo hello', /is not espeak-ng/],
    ['are too old', 'echo "eSpeak NG text-to-speech: 1.49.2"', /espeak-ng 1\.49 is too old/],
    [
      'lack the voices',
      'echo "eSpeak NG text-to-speech: 1.51"',
      /no voice cmn-latn-pinyin; espeak-ng has no voice en-us|no voice cmn-latn-pinyin/,
    ],
    ['fail', 'echo "no data" >&2; exit 3', /failed with exit code 3: no data/],
  ])('that %s are told in one message', async (_, script, reason) => {
    const espeakNg = script ? program(script) : ['program-that-is-not-there']
    const fault = await speechToolsFault({ espeakNg, sox: speechTools.sox })
    expect(fault).toMatch(reason)
    expect(fault).toMatch(/apt-get install espeak-ng sox/)
    expect(fault?.split('\n')).toHaveLength(1)
  })

  test('that fail at one text of a batch spoil only that one', async () => {
    const voice = program(
      `text=$(cat); [ "$text" = bad ] || printf '%s' "$text" | ${speechTools.espeakNg.join(' ')} "$@"`,
    )
    const texts = ['ma1', 'bad', 'shui3']
    const speeches = texts.map((spoken) => ({ espeakArgs: ['-v', 'cmn-latn-pinyin'], spoken, pauseMs: 60 }))
    const made = await makeSpeech(speeches, { ...speechTools, espeakNg: voice })
    expect(made.map(({ ok }) => ok)).toEqual([true, false, true])
  })
})
