import { place, text, type CityPlan } from './city-plan.ts'
import { usualOrganisations } from './usual-departments.ts'
import { usualStaff } from './usual-staff.ts'

export const zhodino: CityPlan = {
  city: {
    slug: 'zhodino', name: text('Жодино', 'Жодзіна', 'Zhodzina'), numberPrefix: 'ЖО', centre: { lat: 54.0985, lon: 28.3331 },
    brand: { colour: '#173f73', onColour: '#ffffff' }, demonstration: true,
  },
  organisations: usualOrganisations({
    area: '1775',
    committee: ['Жодинский городской исполнительный комитет', 'Жодзінскі гарадскі выканаўчы камітэт', 'Zhodzina City Executive Committee'],
    housing: ['УП «Жодинское ЖКХ»', 'УП «Жодзінская ЖКГ»', 'Zhodzina Housing Services'],
    roads: ['Жодинский дорожный участок', 'Жодзінскі дарожны ўчастак', 'Zhodzina Roads'],
    power: ['Жодинские электросети', 'Жодзінскія электрасеткі', 'Zhodzina Electric Networks'],
    hospital: ['Жодинская центральная городская больница', 'Жодзінская цэнтральная гарадская бальніца', 'Zhodzina City Hospital'],
    police: ['Жодинский ГОВД', 'Жодзінскі ГАУС', 'Zhodzina Police'],
  }),
  staff: usualStaff({
    operator: ['Марина', 'Гурская'], executor: ['Андрей', 'Сацук'], road: ['Николай', 'Дубовик'], water: ['Елена', 'Пинчук'],
    green: ['Алесь', 'Верас'], social: ['Ирина', 'Цвирко'], head: ['Дмитрий', 'Корзун'], admin: ['Юлия', 'Танана'],
  }),
  territories: [
    { code: 'CENTRE', name: text('Центр', 'Цэнтр', 'Centre'), polygon: [{ lat: 54.0935, lon: 28.3200 }, { lat: 54.0935, lon: 28.3420 }, { lat: 54.1045, lon: 28.3420 }, { lat: 54.1045, lon: 28.3200 }] },
    { code: 'NORTH', name: text('Северный микрорайон', 'Паўночны мікрараён', 'North district'), polygon: [{ lat: 54.1045, lon: 28.3200 }, { lat: 54.1045, lon: 28.3560 }, { lat: 54.1160, lon: 28.3560 }, { lat: 54.1160, lon: 28.3200 }] },
    { code: 'BELAZ', name: text('Заводской район', 'Заводскі раён', 'Factory district'), polygon: [{ lat: 54.0870, lon: 28.3420 }, { lat: 54.0870, lon: 28.3640 }, { lat: 54.1045, lon: 28.3640 }, { lat: 54.1045, lon: 28.3420 }] },
  ],
  objects: [
    place('ZH-0101', 'BUS_STOP', ['Остановка «Дворец культуры»', 'Прыпынак «Палац культуры»', 'Bus stop “Dvorets kultury”'], 'пр-т Ленина, 14', [54.0991, 28.3339], 'TRANS', 'CENTRE'),
    place('ZH-0102', 'BUS_STOP', ['Остановка «Проходная»', 'Прыпынак «Прахадная»', 'Bus stop “Prokhodnaya”'], 'ул. 40 лет Октября, 4', [54.0948, 28.3503], 'TRANS', 'BELAZ'),
    place('ZH-0103', 'BUS_STOP', ['Остановка «Улица Деревянко»', 'Прыпынак «Вуліца Дзеравянкі»', 'Bus stop “Derevyanko street”'], 'ул. Деревянко, 8', [54.1071, 28.3362], 'TRANS', 'NORTH'),
    place('ZH-0104', 'YARD', ['Двор дома 18', 'Двор дома 18', 'Yard of house 18'], 'пр-т Мира, 18', [54.1018, 28.3301], 'HOUS', 'CENTRE'),
    place('ZH-0105', 'YARD', ['Двор дома 5', 'Двор дома 5', 'Yard of house 5'], 'ул. Калиновского, 5', [54.1093, 28.3418], 'HOUS', 'NORTH'),
    place('ZH-0106', 'ENTRANCE', ['Подъезд 3', 'Пад’езд 3', 'Entrance 3'], 'пр-т Мира, 18', [54.1024, 28.3309], 'HOUS', 'CENTRE'),
    place('ZH-0107', 'ENTRANCE', ['Подъезд 1', 'Пад’езд 1', 'Entrance 1'], 'ул. Лебедева, 2', [54.1008, 28.3372], 'HOUS', 'CENTRE'),
    place('ZH-0108', 'ENTRANCE', ['Подъезд 4', 'Пад’езд 4', 'Entrance 4'], 'ул. Деревянко, 12', [54.1082, 28.3350], 'HOUS', 'NORTH'),
    place('ZH-0109', 'PLAYGROUND', ['Детская площадка «Самосвал»', 'Дзіцячая пляцоўка «Самазвал»', 'Playground “Dump Truck”'], 'пр-т Ленина, 21', [54.0973, 28.3318], 'HOUS', 'CENTRE'),
    place('ZH-0110', 'PLAYGROUND', ['Детская площадка', 'Дзіцячая пляцоўка', 'Playground'], 'ул. Калиновского, 9', [54.1101, 28.3437], 'HOUS', 'NORTH'),
    place('ZH-0111', 'PLAYGROUND', ['Спортивная площадка', 'Спартыўная пляцоўка', 'Sports ground'], 'ул. Гагарина, 20', [54.0957, 28.3271], 'HOUS', 'CENTRE'),
    place('ZH-0112', 'WASTE_SITE', ['Контейнерная площадка', 'Кантэйнерная пляцоўка', 'Container site'], 'пр-т Мира, 20', [54.1031, 28.3294], 'WASTE', 'CENTRE'),
    place('ZH-0113', 'WASTE_SITE', ['Контейнерная площадка', 'Кантэйнерная пляцоўка', 'Container site'], 'ул. Деревянко, 14', [54.1089, 28.3341], 'WASTE', 'NORTH'),
    place('ZH-0114', 'PARK', ['Парк у Дворца культуры', 'Парк ля Палаца культуры', 'Park by the culture palace'], 'пр-т Ленина, 16', [54.0998, 28.3352], 'GREEN', 'CENTRE'),
    place('ZH-0115', 'PARK', ['Набережная Плисы', 'Набярэжная Плісы', 'Plisa embankment'], 'ул. Сухогрядская', [54.0941, 28.3299], 'GREEN', 'CENTRE'),
    place('ZH-0116', 'STREET', ['Перекрёсток Ленина и Мира', 'Скрыжаванне Леніна і Міра', 'Lenina and Mira crossing'], 'пр-т Ленина, 10', [54.1003, 28.3325], 'ROAD', 'CENTRE'),
    place('ZH-0117', 'STREET', ['Улица у школы № 5', 'Вуліца ля школы № 5', 'Street by school 5'], 'ул. Московская, 11', [54.0962, 28.3391], 'ROAD', 'CENTRE'),
    place('ZH-0118', 'STREET', ['Улица Рокоссовского', 'Вуліца Ракасоўскага', 'Rokossovskogo street'], 'ул. Рокоссовского, 27', [54.1121, 28.3389], 'ROAD', 'NORTH'),
    place('ZH-0119', 'OFFICE', ['Регистратура поликлиники', 'Рэгістратура паліклінікі', 'Clinic desk'], 'ул. Брестская, 1', [54.0979, 28.3405], 'HEALTH', 'CENTRE'),
    place('ZH-0120', 'OFFICE', ['Почтовое отделение № 1', 'Паштовае аддзяленне № 1', 'Post office 1'], 'ул. Советская, 5', [54.0967, 28.3347], 'POST', 'CENTRE'),
  ],
}
