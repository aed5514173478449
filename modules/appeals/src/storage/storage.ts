import { Registry } from './migrations/0003-registry.ts'
import { ReportParts } from './migrations/0002-report-parts.ts'
import { Reports } from './migrations/0001-reports.ts'
import { ObjectType, QrObject, RoutingRule } from './registry.entity.ts'
import { Draft, History, ReportPhoto, Supporter } from './report-parts.entity.ts'
import { Report } from './report.entity.ts'

export const storage = {
  schema: 'appeals',
  entities: [Report, ReportPhoto, History, Supporter, Draft, QrObject, ObjectType, RoutingRule],
  migrations: [
    { name: '0001-reports', class: Reports },
    { name: '0002-report-parts', class: ReportParts },
    { name: '0003-registry', class: Registry },
  ],
}
