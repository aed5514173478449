import { expect, test } from 'vitest'
import { readBasemap } from './basemap.ts'

test('the setting says by itself what kind of map it is', () => {
  expect(readBasemap(undefined)).toEqual({ basemap: { kind: 'none' } })
  expect(readBasemap('https://tiles.example/{z}/{x}/{y}.png', '© X').basemap).toEqual({
    kind: 'raster',
    url: 'https://tiles.example/{z}/{x}/{y}.png',
    attribution: '© X',
  })
  expect(readBasemap('https://tiles.example/uzda.pmtiles').basemap.kind).toBe('pmtiles')
  expect(readBasemap('https://tiles.example/style.json').basemap.kind).toBe('style')
})

test('a file that is not there stops the start instead of leaving an empty map', () => {
  expect(() => readBasemap('/nowhere/uzda.pmtiles')).toThrow(
    expect.objectContaining({ code: 'VMESTE_BASEMAP_INVALID' }),
  )
})
