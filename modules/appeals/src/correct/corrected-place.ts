import type { AppealsCtx } from '../ctx.ts'
import { houseOf } from '../intake/find-duplicates.ts'
import { questionPoint } from '../intake/question-point.ts'
import { problems } from '../problems.ts'
import { findPlate } from '../registry/find-plate.ts'
import { groundOf, type Ground } from '../registry/route-of.ts'
import type { ReportRow } from '../report/report-row.ts'
import type { PlaceStood } from '../storage/correction.entity.ts'
import type { CorrectionInput } from './correction-input.ts'

interface Placed {
  readonly stands: PlaceStood
  readonly ground: Ground
  readonly house: string | null
}

/**
 * The whole place as it should have been, read as intake reads it; nothing where none was given.
 *
 * @throws Problem `PLACE_UNKNOWN`, `PLACE_MISSING`, `PLACE_ELSEWHERE` unless `anyPlace`
 */
export async function correctedPlace(
  ctx: AppealsCtx,
  { place, anyPlace }: CorrectionInput,
): Promise<Placed | undefined> {
  if (!place) return undefined
  if (place.object !== null) {
    const { code, name, address, lat, lon, ...plate } = await findPlate(ctx, place.object, 'input.place.object')
    const ground = await groundOf(ctx, plate, null)
    return {
      stands: { object: code, place_name: name, address, lat, lon, territory: ground.territory },
      ground,
      house: houseOf(ctx, address) ?? null,
    }
  }
  const [point, address] = [place.point ?? null, place.address || null]
  if (!point && !address) throw problems.placeMissing()
  if (point && !anyPlace) await questionPoint(ctx, point)
  const ground = await groundOf(ctx, null, point)
  return {
    stands: {
      object: null,
      place_name: null,
      address,
      lat: point?.lat ?? null,
      lon: point?.lon ?? null,
      territory: ground.territory,
    },
    ground,
    house: houseOf(ctx, address) ?? null,
  }
}

/** Whether nothing of a place has changed: what the city wrote of a plate since is no correction. */
export const samePlace = (row: ReportRow, place: PlaceStood): boolean =>
  row.object === place.object &&
  (row.object !== null || (row.address === place.address && row.lat === place.lat && row.lon === place.lon))
