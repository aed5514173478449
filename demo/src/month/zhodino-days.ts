import { accepted, answered, at, confirmed, joined, near, planned, report, type PlannedReport } from './planned-report.ts'

/** The last days of Жодино. */
export const zhodinoDays = (heating: boolean): readonly PlannedReport[] => [
  report([9, '08:30'], at('ZH-0108', 'LIFT'), { text: 'Лифт стоит, восьмой этаж, у нас лежачая больная' }, accepted([0, '08:45']), joined([0, '19:00'], 'derevyanko12')),
  report([8, '15:10'], at('ZH-0113', 'ANIMALS'), { text: 'Кошки в подвале, запах в подъезде' }, accepted([0, '16:30'])),
  report([6, '12:20'], at('ZH-0120', 'POST'), { text: 'Посылки выдают в одно окно, очередь час' },
    accepted([0, '15:15']), answered([2, '11:40'], 'Открыли второе окно с 16 до 20.'), confirmed([2, '18:30'], 4)),
  report([5, '17:35'], near('ул. Лебедева, 9', 'YARD.PARK', [54.1012, 28.3391]), { text: 'Грузовик ночует на газоне', phone: 'citizen' },
    accepted([1, '09:20']), answered([2, '14:10'], 'Владелец предупреждён, машину убрал.')),
  report([4, '09:00'], at('ZH-0110', 'SWING'), { text: 'Арэлі вісяць на адным ланцугу', lang: 'be', photo: ['swing', 'golden'] },
    accepted([0, '09:20']), answered([1, '12:30'], 'Замянілі ланцуг.', ['swing', 'morning']), confirmed([1, '17:45'], 5)),
  report([3, '19:55'], near('ул. 50 лет Октября, 17', 'ROAD.HATCH', [54.0972, 28.3462]), { text: 'Люк открыт прямо у подъезда', photo: ['manhole', 'morning'] },
    accepted([0, '20:05']), answered([0, '21:10'], 'Закрыли.', ['manhole', 'golden']), confirmed([1, '07:50'], 5)),
  report([3, '10:30'], near('ул. Калиновского, 7', 'GREEN.TREE', [54.1097, 28.3403]), { text: 'Ветки бьют в окна третьего этажа' },
    accepted([0, '13:00']), planned([1, '09:30'], 5, 'бригада будет на Калиновского по графику')),
  report([2, '08:10'], at('ZH-0107', 'DOOR'), { text: 'Домофон пищит всю ночь' }, accepted([0, '08:40']), answered([0, '15:30'], 'Заменили блок питания.')),
  report([2, '18:45'], near('ул. Рокоссовского, 14', 'ROAD.HOLE', [54.1109, 28.3372]), { text: 'Яма у лежачего полицейского', photo: ['pothole', 'rain'] }, accepted([1, '09:15'])),
  report([1, '11:25'], near('парк, центральная аллея', 'GREEN.TREE', [54.0994, 28.3365]), { text: 'Ветка упала на дорожку', photo: ['branch', 'overcast'] },
    accepted([0, '11:50']), answered([0, '15:40'], 'Убрали.', ['branch', 'day'])),
  report([1, '20:05'], at('ZH-0106', 'COLD'), { text: heating ? 'Батареи на лестнице холодные' : 'Полотенцесушитель холодный по стояку' }, accepted(25)),
  report(190, at('ZH-0103', 'TIMETABLE'), { text: 'Расписание выцвело' }),
  report(118, at('ZH-0104', 'LITTER'), { text: 'Голуби растащили пакеты', photo: ['litter', 'morning'], unchecked: true }),
  report(63, near('ул. Калиновского, 21', 'OTHER'), { text: 'Где можно выгуливать собаку? Таблички есть, площадки нет' }),
  report(27, at('ZH-0116', 'LIGHTS'), { text: 'Светофор не работает в сторону завода' }),
  report(12, near('ул. Советская, 11', 'OTHER'), { text: 'Дзе здаць батарэйкі?', lang: 'be' }),
]
