import { expect, test } from 'vitest'
import { english } from '../../../../src/domain/routing/proof/texts/english.ts'
import { chinese } from '../../../../src/domain/routing/proof/texts/zh-cn.ts'

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test.each(['texts', 'fixes', 'parts'] as const)('the Chinese %s tell the same values as the English', (kind) => {
  for (const [code, text] of Object.entries(english[kind]))
    expect([code, namesIn((chinese[kind] as Record<string, string>)[code] ?? '')]).toEqual([code, namesIn(text)])
})
