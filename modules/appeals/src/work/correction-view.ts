import type { Words } from '../report/words.ts'
import type { Corrected, PlaceStood, TopicStood } from '../storage/correction.entity.ts'

/**
 * What a correction changed, in words. Who may not read what was covered by hand reads no typed words here either: covers
 * lie on the text that stands, not on the one before.
 */
export function correctionView(one: Corrected, words: Words, originals: boolean) {
  const { part } = one
  if (part === 'TOPIC') return { part, before: titleOf(one.before, words), after: titleOf(one.after, words) }
  if (part === 'PLACE')
    return { part, before: placeOf(one.before, words, originals), after: placeOf(one.after, words, originals) }
  return { part, before: originals ? one.before.text : null, after: originals ? one.after.text : null }
}

const titleOf = ({ topic, tile_title: tile }: TopicStood, words: Words): string =>
  tile?.[words.lang] ?? words.topic(topic).title

function placeOf({ object, place_name: name, address, lat, lon }: PlaceStood, { lang }: Words, originals: boolean) {
  const typed = object !== null || originals ? address : null
  const point = lat === null || lon === null || name || typed ? null : `${lat.toFixed(5)}, ${lon.toFixed(5)}`
  return [name?.[lang], typed, point].filter(Boolean).join(', ') || object
}
