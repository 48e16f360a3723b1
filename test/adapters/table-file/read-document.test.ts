import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonTree } from '../../../src/adapters/table-file/json-tree.ts'
import { readDocument } from '../../../src/adapters/table-file/read-document.ts'

/** The same text behind a comment, which JSON's parser does not know, so that YAML's reads it. */
const asYaml = (json: string) => readDocument(`# by YAML\n${json}`)

test('JSON says the same as it would as YAML, whatever stands in it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })),
      fc.constantFrom(0, 2),
      (value, indent) => {
        const json = JSON.stringify(value, null, indent)
        const yaml = asYaml(json)
        // What only YAML's parser refuses (a key of more than 1024 characters) is another matter.
        fc.pre(yaml.faults.length === 0)
        expect(jsonTree(json)).not.toBeNull()
        expect(readDocument(json).tree).toEqual(yaml.tree)
      },
    ),
  )
})

test('numbers stay as they are written', () => {
  expect(readDocument('{"a": 1.50, "b": [1e3, true, null, "null", -0], "c": ":\\":{}"}').tree).toEqual({
    a: '1.50',
    b: ['1e3', 'true', null, 'null', '-0'],
    c: ':":{}',
  })
})

test('places in JSON are those of its text', () => {
  const json = '{\n  "units": [\n    { "id": "a",\n      "lvel": 2 }\n  ]\n}'
  const { placeOf, placeOfKey } = readDocument(json)
  expect(jsonTree(json)).not.toBeNull()
  expect(placeOf(['units', 0, 'lvel'])).toEqual({ line: 4, column: 15 })
  expect(placeOfKey(['units', 0, 'lvel'])).toEqual({ line: 4, column: 7 })
  expect(placeOf(['units', 0, 'level'])).toEqual({ line: 3, column: 5 })
})

test('a key that stands twice in JSON is told, as in YAML', () => {
  const json = '{"a": {"b": 1,\n"b": 2}}'
  expect(jsonTree(json)).toBeNull()
  expect(readDocument(json).faults).toMatchObject([{ code: 'notYaml', line: 2, column: 1 }])
})

test.each(['{"a": 1', '{"a": 01}', "{'a': 1}", 'a: {"b": 1}', '{"a": 1} # said'])('%s is read as YAML', (text) => {
  expect(jsonTree(text)).toBeNull()
})
