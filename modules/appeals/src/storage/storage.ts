import { Corrections } from './migrations/0010-corrections.migration.ts'
import { PhotoCovers } from './migrations/0007-photo-covers.migration.ts'
import { AddressKey } from './migrations/0009-address-key.migration.ts'
import { ConsentMigration } from './migrations/0008-consent.migration.ts'
import { Consent, type ConsentTable } from './consent.entity.ts'
import { Correction, type CorrectionTable } from './correction.entity.ts'
import { Erased } from './migrations/0006-erased.migration.ts'
import { Contacts } from './migrations/0005-contacts.migration.ts'
import { LookedAt } from './migrations/0004-looked-at.migration.ts'
import { Registry } from './migrations/0003-registry.migration.ts'
import { ReportParts } from './migrations/0002-report-parts.migration.ts'
import { Reports } from './migrations/0001-reports.migration.ts'
import { Cover, Look, type CoverTable, type LookTable } from './public-words.entity.ts'
import {
  ObjectType,
  QrObject,
  RoutingRule,
  type QrObjectTable,
  type ObjectTypeTable,
  type RoutingRuleTable,
} from './registry.entity.ts'
import {
  Draft,
  History,
  ReportPhoto,
  Supporter,
  type PhotoTable,
  type HistoryTable,
  type SupporterTable,
  type DraftTable,
} from './report-parts.entity.ts'
import { Report, type ReportTable } from './report.entity.ts'

export const storage = {
  schema: 'appeals',
  entities: [
    Report,
    ReportPhoto,
    History,
    Supporter,
    Draft,
    Cover,
    Look,
    Consent,
    Correction,
    QrObject,
    ObjectType,
    RoutingRule,
  ],
  migrations: [
    { name: '0001-reports', class: Reports },
    { name: '0002-report-parts', class: ReportParts },
    { name: '0003-registry', class: Registry },
    { name: '0004-looked-at', class: LookedAt },
    { name: '0005-contacts', class: Contacts },
    { name: '0006-erased', class: Erased },
    { name: '0007-photo-covers', class: PhotoCovers },
    { name: '0008-consent', class: ConsentMigration },
    { name: '0009-address-key', class: AddressKey },
    { name: '0010-corrections', class: Corrections },
  ],
}

export interface Tables {
  report: ReportTable
  report_photo: PhotoTable
  history: HistoryTable
  supporter: SupporterTable
  draft: DraftTable
  cover: CoverTable
  look: LookTable
  consent: ConsentTable
  correction: CorrectionTable
  qr_object: QrObjectTable
  object_type: ObjectTypeTable
  routing_rule: RoutingRuleTable
}
