import type { Text } from '@vmeste/sdk'
import type { Tile } from '../storage/registry.entity.ts'

export interface ObjectTypeData {
  readonly code: string
  readonly title: Text
  readonly icon: string
  readonly tiles: readonly Tile[]
}

const tile = (code: string, icon: string, topic: string, ru: string, be: string, en: string): Tile => ({
  code,
  icon,
  topic,
  title: { ru, be, en },
})
const type = (
  code: string,
  icon: string,
  ru: string,
  be: string,
  en: string,
  tiles: readonly Tile[],
): ObjectTypeData => ({ code, icon, title: { ru, be, en }, tiles })

const dark = tile('DARK', 'lamp', 'LIGHT.STREET', 'Не горит свет', 'Не гарыць святло', 'No light')
const bench = tile('BENCH', 'bench', 'YARD.BENCH', 'Скамейка сломана', 'Лаўка зламаная', 'Broken bench')
const tree = tile('TREE', 'tree', 'GREEN.TREE', 'Опасное дерево', 'Небяспечнае дрэва', 'Dangerous tree')
const bin = tile('BIN', 'bin', 'WASTE.BIN', 'Урна переполнена', 'Урна перапоўненая', 'Bin is full')
const ice = tile('ICE', 'snow', 'YARD.SNOW', 'Скользко, снег', 'Слізка, снег', 'Ice or snow')
const hole = tile('HOLE', 'road', 'ROAD.HOLE', 'Яма на дороге', 'Яма на дарозе', 'Pothole')
const hatch = tile('HATCH', 'hatch', 'ROAD.HATCH', 'Открытый люк', 'Адкрыты люк', 'Open manhole')
const grass = tile('GRASS', 'grass', 'GREEN.GRASS', 'Высокая трава', 'Высокая трава', 'Long grass')

/** What a city starts with; it may change each of them, and add its own. */
export const defaultObjectTypes: readonly ObjectTypeData[] = [
  type('PLAYGROUND', 'playground', 'Детская площадка', 'Дзіцячая пляцоўка', 'Playground', [
    tile('SWING', 'swing', 'YARD.PLAY', 'Качели сломаны', 'Арэлі зламаныя', 'Broken swing'),
    tile('SLIDE', 'slide', 'YARD.PLAY', 'Горка повреждена', 'Горка пашкоджаная', 'Damaged slide'),
    tile('SANDBOX', 'sandbox', 'YARD.PLAY', 'Песочница', 'Пясочніца', 'Sandbox'),
    tile('SURFACE', 'surface', 'YARD.PAVE', 'Покрытие, ямы', 'Пакрыццё, ямы', 'Surface, holes'),
    bench,
    tile('LITTER', 'bin', 'YARD.CLEAN', 'Мусор, стекло', 'Смецце, шкло', 'Litter, glass'),
    dark,
    tree,
  ]),
  type('BUS_STOP', 'bus-stop', 'Остановка', 'Прыпынак', 'Bus stop', [
    tile('SHELTER', 'bus-stop', 'TRANS.STOP', 'Павильон повреждён', 'Павільён пашкоджаны', 'Damaged shelter'),
    tile('TIMETABLE', 'clock', 'TRANS.STOP', 'Нет расписания', 'Няма раскладу', 'No timetable'),
    tile('BUS', 'bus', 'TRANS.BUS', 'Автобус не пришёл', 'Аўтобус не прыйшоў', 'The bus did not come'),
    bench,
    bin,
    dark,
    tile('ICE', 'snow', 'ROAD.WINTER', 'Скользко, снег', 'Слізка, снег', 'Ice or snow'),
  ]),
  type('YARD', 'yard', 'Двор', 'Двор', 'Yard', [
    tile('LITTER', 'bin', 'YARD.CLEAN', 'Не убрано', 'Не прыбрана', 'Not cleaned'),
    ice,
    tile('PAVE', 'surface', 'YARD.PAVE', 'Ямы, тротуар', 'Ямы, тратуар', 'Holes, pavement'),
    tile('PARKING', 'car', 'YARD.PARK', 'Машина на газоне', 'Машына на газоне', 'Car on the lawn'),
    dark,
    tree,
    grass,
    hatch,
  ]),
  type('ENTRANCE', 'door', 'Подъезд', 'Пад’езд', 'Entrance', [
    tile('DARK', 'lamp', 'LIGHT.ENTR', 'Не горит свет', 'Не гарыць святло', 'No light'),
    tile('LIFT', 'lift', 'HOUSE.LIFT', 'Лифт не работает', 'Ліфт не працуе', 'Lift is out of order'),
    tile('DOOR', 'door', 'HOUSE.DOOR', 'Дверь, домофон', 'Дзверы, дамафон', 'Door, intercom'),
    tile('GLASS', 'glass', 'HOUSE.GLASS', 'Разбито стекло', 'Разбітае шкло', 'Broken window'),
    tile('DIRT', 'broom', 'HOUSE.CLEAN', 'Не убрано', 'Не прыбрана', 'Not cleaned'),
    tile('ROOF', 'drop', 'HOUSE.ROOF', 'Течёт крыша', 'Цячэ дах', 'Leaking roof'),
    tile('COLD', 'heat', 'UTIL.HEAT', 'Холодные батареи', 'Халодныя батарэі', 'Cold radiators'),
    tile('GAS', 'gas', 'UTIL.GAS', 'Пахнет газом', 'Пахне газам', 'Smell of gas'),
  ]),
  type('WASTE_SITE', 'bin', 'Площадка для мусора', 'Пляцоўка для смецця', 'Container site', [
    tile('FULL', 'bin', 'WASTE.BIN', 'Контейнер переполнен', 'Кантэйнер перапоўнены', 'Container is full'),
    tile('SITE', 'fence', 'WASTE.SITE', 'Площадка повреждена', 'Пляцоўка пашкоджаная', 'Damaged site'),
    tile('DUMP', 'dump', 'WASTE.DUMP', 'Свалка рядом', 'Сметнік побач', 'Dump nearby'),
    tile('ANIMALS', 'dog', 'ANIM.STRAY', 'Бездомные животные', 'Бяздомныя жывёлы', 'Stray animals'),
  ]),
  type('STREET', 'road', 'Улица', 'Вуліца', 'Street', [
    hole,
    hatch,
    tile('ICE', 'snow', 'ROAD.WINTER', 'Гололёд, снег', 'Галалёд, снег', 'Ice or snow'),
    tile('WALK', 'walk', 'ROAD.WALK', 'Тротуар, переход', 'Тратуар, пераход', 'Pavement, crossing'),
    tile(
      'LIGHTS',
      'traffic-light',
      'ROAD.LIGHTS',
      'Светофор не работает',
      'Святлафор не працуе',
      'Traffic light is off',
    ),
    tile('SIGN', 'sign', 'ROAD.SIGN', 'Знак, разметка', 'Знак, разметка', 'Sign, marking'),
    dark,
    tree,
  ]),
  type('PARK', 'tree', 'Парк, сквер', 'Парк, сквер', 'Park', [
    bench,
    bin,
    dark,
    tree,
    grass,
    tile('PATH', 'surface', 'ROAD.WALK', 'Дорожка разбита', 'Дарожка разбітая', 'Broken path'),
    tile('ANIMALS', 'dog', 'ANIM.STRAY', 'Бездомные животные', 'Бяздомныя жывёлы', 'Stray animals'),
  ]),
  type('OFFICE', 'office', 'Учреждение', 'Установа', 'Office', [
    tile('SOCIAL', 'hands', 'SOC.HELP', 'Соцпомощь, пособия', 'Сацдапамога', 'Social help'),
    tile('POST', 'letter', 'POST.COMM', 'Почта, связь', 'Пошта, сувязь', 'Post, telecom'),
    tile('HEALTH', 'health', 'HEALTH.CARE', 'Поликлиника, лекарства', 'Паліклініка, лекі', 'Health care'),
    tile('LAND', 'plan', 'LAND.ARCH', 'Земля, строительство', 'Зямля, будаўніцтва', 'Land, construction'),
    ice,
    dark,
  ]),
]
