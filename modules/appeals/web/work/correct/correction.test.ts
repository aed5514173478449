import { expect, test } from 'vitest'
import { correctionOf, type CorrectionFields } from './correction.ts'

const stands: CorrectionFields = {
  topic: 'OTHER',
  object: '',
  address: 'ул. Лесная, 1',
  point: '53.46, 27.21',
  text: 'Яма',
  anyPlace: false,
}

test('only what differs is sent, a place as a whole', () => {
  expect(correctionOf(stands, { ...stands, text: 'Яма ' })).toBeUndefined()
  expect(correctionOf(stands, { ...stands, topic: 'ROAD.HOLE' })).toEqual({ topic: 'ROAD.HOLE' })
  expect(correctionOf(stands, { ...stands, address: 'ул. Лесная, 2' })).toEqual({
    place: { object: null, address: 'ул. Лесная, 2', point: { lat: 53.46, lon: 27.21 } },
  })
  expect(correctionOf(stands, { ...stands, object: 'UZ-0047', address: '', point: '', anyPlace: true })).toEqual({
    place: { object: 'UZ-0047', address: null, point: null },
    anyPlace: true,
  })
  expect(correctionOf(stands, { ...stands, text: '' })).toEqual({ text: '' })
})
