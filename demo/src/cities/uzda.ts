import { place, text, type CityPlan } from './city-plan.ts'
import { usualOrganisations } from './usual-departments.ts'
import { usualStaff } from './usual-staff.ts'

export const uzda: CityPlan = {
  city: {
    slug: 'uzda', name: text('Узда', 'Узда', 'Uzda'), numberPrefix: 'УЗ', centre: { lat: 53.4627, lon: 27.2138 },
    brand: { colour: '#1d4d3c', onColour: '#ffffff' }, pilot: true, demonstration: true,
  },
  // a small town: three ratings say something here
  also: [{ module: 'ratings', settings: { minimum: 3 } }],
  organisations: usualOrganisations({
    area: '1718',
    committee: ['Узденский районный исполнительный комитет', 'Уздзенскі раённы выканаўчы камітэт', 'Uzda District Executive Committee'],
    housing: ['КУП «Узденское ЖКХ»', 'КУП «Уздзенская ЖКГ»', 'Uzda Housing Services'],
    roads: ['Узденский дорожный участок', 'Уздзенскі дарожны ўчастак', 'Uzda Roads'],
    power: ['Узденский РЭС', 'Уздзенскі РЭС', 'Uzda Electric Networks'],
    hospital: ['Узденская центральная районная больница', 'Уздзенская цэнтральная раённая бальніца', 'Uzda District Hospital'],
    police: ['Узденский РОВД', 'Уздзенскі РАУС', 'Uzda Police'],
  }),
  staff: usualStaff({
    operator: ['Ольга', 'Станкевич'], executor: ['Павел', 'Климович'], road: ['Сергей', 'Бурак'], water: ['Татьяна', 'Рудько'],
    green: ['Виктор', 'Жук'], social: ['Наталья', 'Лось'], head: ['Пётр', 'Бондарь'], admin: ['Игорь', 'Мацкевич'],
  }),
  territories: [
    { code: 'CENTRE', name: text('Центр', 'Цэнтр', 'Centre'), polygon: [{ lat: 53.4585, lon: 27.2060 }, { lat: 53.4585, lon: 27.2215 }, { lat: 53.4672, lon: 27.2215 }, { lat: 53.4672, lon: 27.2060 }] },
    { code: 'NORTH', name: text('Северная часть', 'Паўночная частка', 'North'), polygon: [{ lat: 53.4672, lon: 27.1990 }, { lat: 53.4672, lon: 27.2300 }, { lat: 53.4775, lon: 27.2300 }, { lat: 53.4775, lon: 27.1990 }] },
    { code: 'EAST', name: text('Восточная часть', 'Усходняя частка', 'East'), polygon: [{ lat: 53.4540, lon: 27.2215 }, { lat: 53.4540, lon: 27.2390 }, { lat: 53.4672, lon: 27.2390 }, { lat: 53.4672, lon: 27.2215 }] },
  ],
  objects: [
    place('UZ-0040', 'BUS_STOP', ['Остановка «Автовокзал»', 'Прыпынак «Аўтавакзал»', 'Bus stop “Avtovokzal”'], 'ул. Шоссейная, 2', [53.4609, 27.2207], 'TRANS', 'CENTRE'),
    place('UZ-0041', 'BUS_STOP', ['Остановка «Площадь»', 'Прыпынак «Плошча»', 'Bus stop “Ploshchad”'], 'ул. Октябрьская, 9', [53.4630, 27.2128], 'TRANS', 'CENTRE'),
    place('UZ-0042', 'BUS_STOP', ['Остановка «Больница»', 'Прыпынак «Бальніца»', 'Bus stop “Bolnitsa”'], 'ул. Карла Маркса, 58', [53.4688, 27.2179], 'TRANS', 'NORTH'),
    place('UZ-0043', 'YARD', ['Двор дома 24', 'Двор дома 24', 'Yard of house 24'], 'ул. Советская, 24', [53.4651, 27.2152], 'HOUS', 'CENTRE'),
    place('UZ-0044', 'YARD', ['Двор дома 7', 'Двор дома 7', 'Yard of house 7'], 'ул. Мира, 7', [53.4699, 27.2112], 'HOUS', 'NORTH'),
    place('UZ-0045', 'ENTRANCE', ['Подъезд 2', 'Пад’езд 2', 'Entrance 2'], 'ул. Советская, 24', [53.4655, 27.2160], 'HOUS', 'CENTRE'),
    place('UZ-0046', 'ENTRANCE', ['Подъезд 1', 'Пад’езд 1', 'Entrance 1'], 'ул. Октябрьская, 31', [53.4612, 27.2085], 'HOUS', 'CENTRE'),
    place('UZ-0047', 'PLAYGROUND', ['Детская площадка', 'Дзіцячая пляцоўка', 'Playground'], 'ул. Советская, 12', [53.4638, 27.2145], 'HOUS', 'CENTRE'),
    place('UZ-0048', 'PLAYGROUND', ['Детская площадка «Лесовичок»', 'Дзіцячая пляцоўка «Лесавічок»', 'Playground “Lesovichok”'], 'ул. Мира, 15', [53.4716, 27.2098], 'HOUS', 'NORTH'),
    place('UZ-0049', 'PLAYGROUND', ['Детская площадка', 'Дзіцячая пляцоўка', 'Playground'], 'ул. Гагарина, 3', [53.4592, 27.2262], 'HOUS', 'EAST'),
    place('UZ-0050', 'WASTE_SITE', ['Контейнерная площадка', 'Кантэйнерная пляцоўка', 'Container site'], 'ул. Советская, 26', [53.4660, 27.2141], 'WASTE', 'CENTRE'),
    place('UZ-0051', 'WASTE_SITE', ['Контейнерная площадка', 'Кантэйнерная пляцоўка', 'Container site'], 'ул. Мира, 9', [53.4706, 27.2130], 'WASTE', 'NORTH'),
    place('UZ-0052', 'WASTE_SITE', ['Контейнерная площадка', 'Кантэйнерная пляцоўка', 'Container site'], 'ул. Гагарина, 11', [53.4577, 27.2290], 'WASTE', 'EAST'),
    place('UZ-0053', 'PARK', ['Парк у реки Уздянка', 'Парк ля ракі Уздзянка', 'Park by the Uzdyanka'], 'ул. Набережная', [53.4618, 27.2181], 'GREEN', 'CENTRE'),
    place('UZ-0054', 'PARK', ['Сквер на площади', 'Сквер на плошчы', 'Square garden'], 'ул. Октябрьская, 10', [53.4625, 27.2117], 'GREEN', 'CENTRE'),
    place('UZ-0055', 'STREET', ['Улица у школы № 2', 'Вуліца ля школы № 2', 'Street by school 2'], 'ул. Карла Маркса, 21', [53.4665, 27.2190], 'ROAD', 'CENTRE'),
    place('UZ-0056', 'STREET', ['Перекрёсток Советской и Ленина', 'Скрыжаванне Савецкай і Леніна', 'Sovetskaya and Lenina crossing'], 'ул. Советская, 2', [53.4621, 27.2140], 'ROAD', 'CENTRE'),
    place('UZ-0057', 'STREET', ['Улица Первомайская', 'Вуліца Першамайская', 'Pervomayskaya street'], 'ул. Первомайская, 40', [53.4563, 27.2233], 'ROAD', 'EAST'),
    place('UZ-0058', 'OFFICE', ['Регистратура поликлиники', 'Рэгістратура паліклінікі', 'Clinic desk'], 'ул. Карла Маркса, 60', [53.4694, 27.2186], 'HEALTH', 'NORTH'),
    place('UZ-0059', 'OFFICE', ['Служба «Одно окно»', 'Служба «Адно акно»', 'One-window desk'], 'ул. Советская, 22', [53.4645, 27.2170], 'ADMIN', 'CENTRE'),
  ],
}
