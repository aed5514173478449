import { triageTopic } from './routing.ts'
import type { ObjectTypeTable, Tile } from '../storage/registry.entity.ts'
import { texts } from '../texts.ts'
import { defaultObjectTypes, type ObjectTypeData } from './default-object-types.ts'

/** More would be a maze on a phone: domain practice says nine on the first screen, «Другое» being the ninth. */
export const maxTiles = 8

/** Always the last one, whatever the city made of the type. */
export const otherTile: Tile = { code: 'OTHER', icon: 'dots', topic: triageTopic, title: texts.other }

export const withOther = (tiles: readonly Tile[]): readonly Tile[] => [
  ...tiles.filter((tile) => tile.code !== otherTile.code).slice(0, maxTiles),
  otherTile,
]

/** A type as the city has it: its own row, else the one that comes with the module, else just «Другое». */
export function objectType(
  code: string,
  row: Pick<ObjectTypeTable, 'code' | 'title' | 'icon' | 'tiles'> | null,
): ObjectTypeData {
  const own = row ?? defaultObjectTypes.find((one) => one.code === code)
  return own
    ? { ...own, tiles: withOther(own.tiles) }
    : { code, title: { ru: code, be: code, en: code }, icon: 'pin', tiles: [otherTile] }
}
