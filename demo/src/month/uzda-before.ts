import { accepted, answered, at, confirmed, near, reopened, report, type PlannedReport } from './planned-report.ts'

/** The month before the last one, thinner: what the figures of today are compared with. */
export const uzdaBefore: readonly PlannedReport[] = [
  report([57, '08:25'], at('UZ-0055', 'HOLE'), { text: 'Яма напротив ворот школы, дети переходят по луже' },
    accepted([0, '13:40']), answered([6, '15:10'], 'Заделали литым асфальтом.'), confirmed([7, '08:20'], 4)),
  report([54, '19:05'], at('UZ-0050', 'FULL'), { text: 'мусор не вывозили с субботы' },
    accepted([1, '08:10']), answered([1, '11:30'], 'Вывезли. Машина была в ремонте, извините.'), confirmed([1, '18:00'], 5)),
  report([51, '21:40'], at('UZ-0045', 'DARK'), {},
    accepted([1, '09:30']), answered([3, '16:00'], 'Лампу заменили.')),
  report([47, '07:15'], near('ул. Пушкина, 4', 'UTIL.WATER', [53.4603, 27.2101]), { text: 'Вода еле течёт со вчерашнего вечера' },
    accepted([0, '07:50']), answered([0, '14:20'], 'Устранили утечку в колодце, давление в норме.'), confirmed([0, '19:10'], 5)),
  report([44, '17:30'], at('UZ-0054', 'BIN'), { text: 'Урны полные уже третий день' },
    accepted([1, '10:15']), answered([1, '12:00'], 'Опорожнили, добавили сквер в ежедневный обход.'), confirmed([2, '09:00'], 4)),
  report([40, '06:50'], at('UZ-0041', 'TIMETABLE'), { text: 'Расклад сарвалі, незразумела, калі аўтобус', lang: 'be' },
    accepted([0, '11:00']), answered([4, '10:30'], 'Новы расклад павешаны пад шкло.'), confirmed([4, '17:45'], 3)),
  report([38, '12:20'], at('UZ-0044', 'LITTER'), { text: 'Во дворе бутылки и пакеты после выходных' },
    accepted([0, '16:10']), answered([1, '11:20'], 'Убрали.'), reopened([1, '18:30'], 'Убрали только у подъездов, за гаражами всё осталось', 2), accepted([2, '09:00']), answered([2, '14:40'], 'Были за гаражами, теперь чисто.'), confirmed([2, '19:00'], 4)),
  report([34, '15:45'], at('UZ-0053', 'TREE'), { text: 'Сухая берёза наклонилась над дорожкой' },
    accepted([0, '16:30']), answered([3, '13:00'], 'Спилили, ветки вывезли.'), confirmed([4, '12:10'], 5)),
]
