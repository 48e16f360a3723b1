import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../src/adapters/speech/catalogue.ts'
import { speakMandarin } from '../../../src/adapters/speech/mandarin.ts'
import { standingTexts } from '../../../src/adapters/speech/plan-sounds.ts'
import { speechTools } from '../../harness/speech-tools.ts'

const { languages, pronunciations } = loadCatalogue(['asterisk-config/prompts'])
const spoken = (text: string) => {
  const speech = speakMandarin(text, pronunciations)
  return speech.ok ? speech.spoken : `refused: ${speech.reason}`
}

describe('a Mandarin text is read', () => {
  test.each([
    // keys: their plain number and name, without the tone change of 一 inside words
    ['请按1。', 'qing3 an4 yi1.'],
    ['请按1键', 'qing3 an4 yi1 jian4'],
    ['请按0,', 'qing3 an4 ling2,'],
    ['请按*。', 'qing3 an4 xing1 hao4 jian4.'],
    ['请按 # 键。', 'qing3 an4 jing3 hao4 jian4.'],
    // telephone numbers, quantities, places in an order, times
    ['转接110', 'zhuan3 jie1 yao1 yao1 ling2'],
    ['12345', 'yao1 er4 san1 si4 wu3'],
    ['30分钟', 'san1 shi2 fen1 zhong1'],
    ['2小时', 'liang3 xiao3 shi2'],
    ['110米', 'yi4 bai3 yi1 shi2 mi3'],
    ['2号楼', 'er4 hao4 lou2'],
    ['第2位', 'di4 er4 wei4'],
    ['1个', 'yi2 ge4'],
    ['2008年', 'er4 ling2 ling2 ba1 nian2'],
    ['7:00到23:05', 'qi1 dian3 zheng3 dao4 er4 shi2 san1 dian3 ling2 wu3 fen1'],
    ['3.5吨', 'san1 dian3 wu3 dun1'],
    // characters with several readings
    ['重听', 'chong2 ting1'],
    ['重大事故', 'zhong4 da4 shi4 gu4'],
    ['银行', 'yin2 hang2'],
    ['行人', 'xing2 ren2'],
    ['局长', 'ju2 zhang3'],
    ['长度', 'chang2 du4'],
    ['还款', 'huan2 kuan3'],
    ['绿化', 'lv4 hua4'],
    ['不要', 'bu2 yao4'],
    // the towns around
    ['台州、乐清', 'tai1 zhou1, yue4 qing1'],
    // other signs
    ['ATM', 'ei1 ti4 ai2 mu5'],
    ['12', 'shi2 er4'],
    ['供水(停水)', 'gong1 shui3, ting2 shui3,'],
    ['[[haha]]水', 'ai2 chi5 ei1 ai2 chi5 ei1, shui3'],
    ['', 'refused: the text has no words'],
    ['😀!', 'refused: the text has no words'],
    ['Привет', "refused: the Mandarin voice can't say “п”"],
  ])('%s', (text, expected) => {
    expect(spoken(text)).toBe(expected)
  })

  test('with the longest of the own words, wherever it stands', () => {
    const own = new Map([
      ['重', ['chong2']],
      ['大重', ['da4', 'zhong4']],
    ])
    expect(speakMandarin('重大重水', own)).toEqual({ ok: true, spoken: 'chong2 da4 zhong4 shui3' })
  })
})

/** What espeak-ng makes of each syllable; a change of voice would be marked `(en)`. */
const phonemesOf = (voice: string, text: string) =>
  execFileSync(
    speechTools.espeakNg[0] as string,
    [...speechTools.espeakNg.slice(1), '-q', '-x', '-v', voice, '--stdin'],
    {
      input: text,
      encoding: 'utf8',
    },
  )

describe('everything that is said in Mandarin', () => {
  const mandarin = languages.get('zh-CN')!
  const texts = [
    ...[...standingTexts(mandarin).values()].filter((text) => text !== null),
    ...Object.values(mandarin.texts).map((text) => text.replace('{name}', '市管道液化气公司').replace('{key}', '8')),
    ...'供电局 环保局 卫生局 自来水厂 公安局 安监局 建设规划局 建工局 交通局 民政局 农林局 海洋与渔业局 人劳社保局 国土局 督查室'.split(
      ' ',
    ),
    ...'abcdefghijklmnopqrstuvwxyz',
  ]

  test('is pinyin with a tone on every syllable', () => {
    for (const text of texts) expect(spoken(text), text).toMatch(/^(?:[a-z]+[1-5][,.]? ?)+$/)
  })

  test('has Mandarin phonemes only: as many syllables as pinyin has, each with a tone, no English', () => {
    const syllables = texts.flatMap((text) => spoken(text).replace(/[,.]/g, '').split(' '))
    const phonemes = phonemesOf('cmn-latn-pinyin', syllables.join('\n\n'))
      .split('\n')
      .filter((line) => line.trim())
    expect(phonemes).toHaveLength(syllables.length)
    const wrong = phonemes.filter((line) => line.includes('(') || !/(?:11|21|35|51|55|214)/.test(line))
    expect(wrong).toEqual([])
  })

  test("would be noticed if it were not: a word that is none of Mandarin's", () => {
    expect(phonemesOf('cmn-latn-pinyin', 'press')).toContain('(en)')
  })
})
