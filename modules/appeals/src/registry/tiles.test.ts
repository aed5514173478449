import { expect, test } from 'vitest'
import { langs } from '@vmeste/sdk'
import { defaultObjectTypes } from './default-object-types.ts'
import { maxTiles, objectType, otherTile, withOther } from './tiles.ts'

test('every type ends with «Другое», even one nobody described', () => {
  for (const { code } of defaultObjectTypes) expect(objectType(code, null).tiles.at(-1)).toBe(otherTile)
  expect(objectType('WELL', null)).toMatchObject({ title: { ru: 'WELL' }, tiles: [{ code: 'OTHER', topic: 'OTHER' }] })
})

test('the swing of the playground leads to its topic', () => {
  expect(objectType('PLAYGROUND', null).tiles[0]).toMatchObject({
    code: 'SWING',
    topic: 'YARD.PLAY',
    title: { ru: 'Качели сломаны', be: 'Арэлі зламаныя' },
  })
})

test('at most eight of its own, codes unique, words in three languages', () => {
  for (const type of defaultObjectTypes) {
    expect(type.tiles.length).toBeLessThanOrEqual(maxTiles)
    expect(new Set(type.tiles.map((tile) => tile.code)).size).toBe(type.tiles.length)
    for (const { title } of [type, ...type.tiles])
      for (const lang of langs) expect(title[lang].length, `${type.code} ${lang}`).toBeGreaterThan(1)
  }
  expect(withOther([...defaultObjectTypes[0]!.tiles, otherTile, ...defaultObjectTypes[1]!.tiles])).toHaveLength(9)
})

test('the city’s own row wins over what comes with the module', () => {
  const row = { code: 'PLAYGROUND', icon: 'x', title: { ru: 'Площадка', be: 'Пляцоўка', en: 'Play' }, tiles: [] }
  expect(objectType('PLAYGROUND', row)).toEqual({ ...row, tiles: [otherTile] })
})
