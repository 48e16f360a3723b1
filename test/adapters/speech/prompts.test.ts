import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createPrompts, fallbackFolder } from '../../../src/adapters/speech/prompts.ts'
import { runTool, type SpeechTools } from '../../../src/adapters/speech/speech-tools.ts'
import { encodeTone } from '../../../src/adapters/speech/tone-code.ts'
import { readWav, toWav } from '../../../src/adapters/speech/wav.ts'
import type { Phrase } from '../../../src/domain/call/phrase.ts'
import { speechTools } from '../../harness/speech-tools.ts'
import { tempFolder } from '../../harness/temp-folder.ts'
import { ToneDecoder } from '../../harness/tone-decoder.ts'

/** Tools that can't be run: whoever succeeds with them has not needed any. */
const noTools = { espeakNg: ['/nowhere/espeak-ng'], sox: ['/nowhere/sox'] }

/** Prompts over a folder, with what they log. */
function promptsIn(folder: string, tools: SpeechTools = noTools) {
  const logged: Record<string, unknown>[] = []
  const logger = { warn: (line: object) => logged.push({ ...line }), error: (line: object) => logged.push({ ...line }) }
  const prompts = createPrompts({ folder, catalogueFolder: 'asterisk-config/prompts', tools, logger: logger as never })
  return { prompts, logged }
}
const samplesOf = (media: string) => readWav(readFileSync(`${media.replace('sound:', '')}.wav`))?.samples
const water = (text: string, language = 'x-tone') => ({ language, key: 'menuChoice.water', text })
const sayWater: readonly Phrase[] = [{ say: 'menuChoice', of: 'water' }]

function record(folder: string, language: string, key: string, content: Buffer): string {
  const file = join(folder, 'custom', language, `${key}.wav`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

describe('preparing', () => {
  test('makes a sound of every sentence and of all that its language needs, and hands it to the call', async () => {
    const { prompts } = promptsIn(tempFolder())
    expect(await prompts.prepare([water('For water, press 1.')])).toEqual([])
    const media = prompts.media([...sayWater, { say: 'menuRepeat' }, { number: 35 }, { digits: '7' }], 'x-tone')
    const decoder = new ToneDecoder(['menuChoice.water', 'menuRepeat', 'number.35', 'digit.7'])
    expect(media.flatMap((uri) => decoder.feed(samplesOf(uri)!))).toEqual([
      'menuChoice.water',
      'menuRepeat',
      'number.35',
      'digit.7',
    ])
  })

  test('a second time makes nothing, whoever does it', async () => {
    const folder = tempFolder()
    await promptsIn(folder).prompts.prepare([water('a')])
    const before = readdirSync(join(folder, 'x-tone'))
    let made = 0
    await promptsIn(folder).prompts.prepareLanguage('x-tone', () => {
      made += 1
    })
    expect(made).toBe(0)
    expect(readdirSync(join(folder, 'x-tone'))).toEqual(before)
  })

  test('makes an emptied file again, and leaves none unfinished', async () => {
    const folder = tempFolder()
    const { prompts } = promptsIn(folder)
    await prompts.prepare([water('a')])
    const [uri = ''] = prompts.media(sayWater, 'x-tone')
    writeFileSync(`${uri.replace('sound:', '')}.wav`, '')
    await promptsIn(folder).prompts.prepare([water('a')])
    expect(samplesOf(uri)).toEqual(encodeTone('menuChoice.water'))
    expect(readdirSync(join(folder, 'x-tone')).filter((name) => !name.endsWith('.wav'))).toEqual([])
  })

  test('puts what the dialplan says by itself under names that never change', async () => {
    const folder = tempFolder()
    await promptsIn(folder).prompts.prepareLanguage('x-tone')
    for (const key of ['fallbackGreeting', 'fallbackNobody', 'digit.7', 'beep']) {
      expect(readWav(readFileSync(join(fallbackFolder(folder, 'x-tone'), `${key}.wav`)))?.samples, key).toEqual(
        encodeTone(key),
      )
    }
  })

  test.each([
    ['an unknown language', [water('水', 'zh-xx')], 'zh-xx', '*', /no catalogue/],
    ['one prompt with two texts', [water('a'), water('b')], 'x-tone', 'menuChoice.water', /two different texts/],
    [
      'a key that can be no file',
      [{ language: 'x-tone', key: 'a/../b', text: 'a' }],
      'x-tone',
      'a/../b',
      /signs other than/,
    ],
    ['words the voice has no sound for', [water('Вода', 'en')], 'en', 'menuChoice.water', /can't say “В”/],
    [
      'missing tools, told once',
      [water('water', 'en')],
      'en',
      '*',
      /espeak-ng can't be run.*sox can't be run.*apt-get install/,
    ],
  ])('refuses %s', async (_, sentences, language, key, reason) => {
    const faults = await promptsIn(tempFolder()).prompts.prepare(sentences)
    expect(faults).toContainEqual({ language, key, reason: expect.stringMatching(reason) })
    expect(faults.length).toBeLessThanOrEqual(2)
  })

  test('a folder that can not be written is a fault that names the file', async () => {
    const folder = tempFolder()
    // A file where the language's folder should be: holds for root too, which no permission stops.
    writeFileSync(join(folder, 'x-tone'), '')
    await expect(promptsIn(folder).prompts.prepareLanguage('x-tone')).resolves.toContainEqual(
      expect.objectContaining({ key: 'goodbye', reason: expect.stringContaining(join(folder, 'x-tone', 'goodbye.')) }),
    )
  })

  test('that is refused changes nothing that is being said', async () => {
    const folder = tempFolder()
    const { prompts } = promptsIn(folder)
    await prompts.prepare([water('a')])
    const before = prompts.media(sayWater, 'x-tone')
    record(folder, 'x-tone', 'menuChoice.water', toWav(new Int16Array(800).fill(1000)))
    expect(await prompts.prepare([water('a'), { language: 'x-tone', key: '?', text: '' }])).toHaveLength(1)
    expect(prompts.media(sayWater, 'x-tone')).toEqual(before)
    expect(await prompts.prepare([water('a')])).toEqual([])
    expect(prompts.media(sayWater, 'x-tone')).not.toEqual(before)
    expect(existsSync(`${before[0]?.replace('sound:', '')}.wav`)).toBe(true)
  })

  test('several at a time ends as if they had come one after the other', async () => {
    const { prompts } = promptsIn(tempFolder())
    const gas = { language: 'x-tone', key: 'menuChoice.gas', text: 'a' }
    expect(await Promise.all([prompts.prepare([water('a')]), prompts.prepare([gas]), prompts.prepare([])])).toEqual([
      [],
      [],
      [],
    ])
    expect(prompts.media([...sayWater, { say: 'menuChoice', of: 'gas' }], 'x-tone')).toHaveLength(2)
  })
})

describe('in a call', () => {
  test('a missing prompt is left out and logged; a language nobody prepared borrows another', async () => {
    const { prompts, logged } = promptsIn(tempFolder())
    expect(prompts.media([{ say: 'goodbye' }], 'x-tone')).toEqual([])
    await prompts.prepareLanguage('x-tone')
    expect(prompts.media([...sayWater, { say: 'goodbye' }], 'zh-CN')).toEqual([expect.stringContaining('/goodbye.')])
    expect(logged).toEqual([
      { language: 'x-tone', missing: 'goodbye' },
      { language: 'zh-CN', missing: 'menuChoice.water' },
    ])
  })
})

describe("a user's own recording", () => {
  const own = Int16Array.from({ length: 4000 }, (_, i) => 3000 * Math.sin(i / 3))

  test('wins, as it is where it is telephone quality', async () => {
    const folder = tempFolder()
    record(folder, 'x-tone', 'menuChoice.water', toWav(own))
    const { prompts } = promptsIn(folder)
    expect(await prompts.prepare([water('a')])).toEqual([])
    expect(prompts.media(sayWater, 'x-tone').map(samplesOf)).toEqual([own])
  })

  test('wins, converted where it is not', async () => {
    const folder = tempFolder()
    const stereo = [
      '-n',
      '-r',
      '44100',
      '-c',
      '2',
      '-b',
      '24',
      '-t',
      'wav',
      '-',
      'synth',
      '1',
      'sine',
      '500',
      'vol',
      '0.3',
    ]
    const made = await runTool(speechTools.sox, stereo)
    record(folder, 'x-tone', 'menuChoice.water', made.ok ? made.stdout : Buffer.alloc(0))
    const { prompts } = promptsIn(folder, speechTools)
    expect(await prompts.prepare([water('a')])).toEqual([])
    const [samples] = prompts.media(sayWater, 'x-tone').map(samplesOf)
    expect(samples?.length).toBeGreaterThan(7900)
    expect(samples?.length).toBeLessThan(8100)
    expect(Math.max(...samples!)).toBeGreaterThan(8000)
  })

  test.each([
    ['no sound at all', Buffer.from('this is not a recording')],
    ['an empty file', Buffer.alloc(0)],
    ['nothing but a header', toWav(new Int16Array(0))],
  ])('that is %s is a fault that names file and cause', async (_, content) => {
    const folder = tempFolder()
    const file = record(folder, 'x-tone', 'goodbye', content)
    const faults = await promptsIn(folder, speechTools).prompts.prepare([water('a')])
    expect(faults).toEqual([{ language: 'x-tone', key: 'goodbye', reason: expect.stringContaining(file) }])
  })

  test('that can not be read is a fault that names it', async () => {
    const folder = tempFolder()
    const file = join(folder, 'custom', 'x-tone', 'goodbye.wav')
    mkdirSync(file, { recursive: true })
    expect(await promptsIn(folder).prompts.prepare([water('a')])).toEqual([
      { language: 'x-tone', key: 'goodbye', reason: expect.stringMatching(`${file} can't be read`) },
    ])
  })

  test('whose name is no prompt is pointed out, once there is a table', async () => {
    const folder = tempFolder()
    const file = record(folder, 'x-tone', 'menuRpeat', toWav(own))
    const { prompts, logged } = promptsIn(folder)
    await prompts.prepareLanguage('x-tone')
    expect(logged).toEqual([])
    await prompts.prepare([water('a')])
    expect(logged).toEqual([{ file }])
  })
})
