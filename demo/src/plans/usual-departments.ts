import { noPhone, text, type PlannedDepartment, type PlannedOrganisation } from './city-plan.ts'

/** How the same services are called in one city. */
export interface ServiceNames {
  /** Area code of the invented phones. */
  readonly area: string
  readonly committee: readonly [ru: string, be: string, en: string]
  readonly housing: readonly [ru: string, be: string, en: string]
  readonly roads: readonly [ru: string, be: string, en: string]
  readonly power: readonly [ru: string, be: string, en: string]
  readonly hospital: readonly [ru: string, be: string, en: string]
  readonly police: readonly [ru: string, be: string, en: string]
}

/** The services of a Belarusian town, by the codes that topics lead to. */
export function usualOrganisations(names: ServiceNames): readonly PlannedOrganisation[] {
  let last = 0
  const phone = (): string => noPhone(names.area, ++last)
  const department = (code: string, ru: string, be: string, en: string): PlannedDepartment => ({
    code,
    name: text(ru, be, en),
    phone: phone(),
  })
  const organisation = (
    code: string,
    kind: PlannedOrganisation['kind'],
    name: readonly [string, string, string],
    departments: readonly PlannedDepartment[],
  ): PlannedOrganisation => ({ code, kind, name: text(...name), phone: phone(), departments })
  return [
    organisation('ISPOLKOM', 'EXECUTIVE_COMMITTEE', names.committee, [
      department('ADMIN', 'Отдел по работе с обращениями', 'Аддзел па рабоце са зваротамі', 'Appeals desk'),
      department(
        'ARCH',
        'Отдел архитектуры и строительства',
        'Аддзел архітэктуры і будаўніцтва',
        'Architecture and construction',
      ),
      department(
        'SOC',
        'Управление по труду, занятости и соцзащите',
        'Упраўленне па працы, занятасці і сацабароне',
        'Labour and social protection',
      ),
      department('EDU', 'Отдел по образованию', 'Аддзел па адукацыі', 'Education'),
    ]),
    organisation('ZHKH', 'UTILITY', names.housing, [
      department('HOUS', ...names.housing),
      department('WATER', 'Водоканал', 'Вадаканал', 'Water utility'),
      department('HEAT', 'Теплосеть', 'Цепласетка', 'District heating'),
      department('WASTE', 'Спецавтобаза', 'Спецаўтабаза', 'Waste collection'),
      department('GREEN', 'Зеленстрой', 'Зелянбуд', 'Parks and trees'),
    ]),
    organisation('DOROGI', 'ENTERPRISE', names.roads, [
      department('ROAD', 'Дорожная служба', 'Дарожная служба', 'Road service'),
    ]),
    organisation('RES', 'ENTERPRISE', names.power, [department('LIGHT', 'Горсвет', 'Гарсвятло', 'Street lighting')]),
    organisation(
      'TRANSPORT',
      'ENTERPRISE',
      ['Автобусный парк', 'Аўтобусны парк', 'Bus depot'],
      [department('TRANS', 'Пассажирские перевозки', 'Пасажырскія перавозкі', 'Passenger transport')],
    ),
    organisation(
      'SVYAZ',
      'ENTERPRISE',
      ['Почта и связь', 'Пошта і сувязь', 'Post and telecom'],
      [department('POST', 'Почта и связь', 'Пошта і сувязь', 'Post and telecom')],
    ),
    organisation('BOLNICA', 'INSTITUTION', names.hospital, [
      department('HEALTH', 'Поликлиника', 'Паліклініка', 'Outpatient clinic'),
    ]),
    organisation('MILICIA', 'STATE_BODY', names.police, [
      department('POL', 'Охрана порядка', 'Ахова парадку', 'Public order'),
    ]),
    organisation(
      'PRIRODA',
      'STATE_BODY',
      ['Инспекция природных ресурсов', 'Інспекцыя прыродных рэсурсаў', 'Environment inspection'],
      [
        department('ECO', 'Охрана природы', 'Ахова прыроды', 'Nature protection'),
        department('VET', 'Ветеринарная станция', 'Ветэрынарная станцыя', 'Veterinary station'),
      ],
    ),
  ]
}
