import type { AppealsCtx } from '../ctx.ts'
import type { QrObjectTable } from '../storage/registry.entity.ts'
import { objectType } from './tiles.ts'
import type { ObjectTypeTable } from '../storage/registry.entity.ts'

export type ObjectRow = Pick<
  QrObjectTable,
  'code' | 'type' | 'name' | 'address' | 'lat' | 'lon' | 'department' | 'territory'
> & { readonly active: boolean; readonly open_reports: number }

export const objectUrl = (ctx: AppealsCtx, code: string): string => `${ctx.origin}/c/${ctx.city.slug}/o/${code}`

export const objectView = (
  ctx: AppealsCtx,
  row: ObjectRow,
  type: Pick<ObjectTypeTable, 'code' | 'title' | 'icon' | 'tiles'> | null,
) => ({
  __typename: 'QrObject' as const,
  code: row.code,
  type: row.type,
  typeTitle: ctx.say(objectType(row.type, type).title),
  name: row.name,
  address: row.address,
  point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
  department: row.department,
  territory: row.territory,
  active: row.active,
  openReports: Number(row.open_reports),
  url: objectUrl(ctx, row.code),
  posters: ['pdf', 'svg'].flatMap((format) =>
    ['A5', 'A4'].map((size) => ({ format, size, path: `/m/appeals/posters/${format}?size=${size}&codes=${row.code}` })),
  ),
})
export type ObjectView = ReturnType<typeof objectView>
