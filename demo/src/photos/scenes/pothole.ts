import { grains, kerb, roadway, street } from '../backdrops.ts'
import { darker } from '../colour.ts'
import { groundcover } from '../foliage.ts'
import { height, type Brush, type Layers } from '../scene.ts'
import { between, ellipse, gradient, path, poly, scattered, stroke, type Spot, type Svg } from '../svg.ts'

/** A hole in the road with yesterday's rain in it, or a square of fresh asphalt. */
export function pothole(brush: Brush): Layers {
  const { broken, random, season } = brush
  const road = [
    roadway(brush, [500, 700], [-120, 1500]),
    grains(300, 440, random),
    ...[
      [596, 430, 8],
      [584, 486, 14],
      [560, 580, 24],
      [520, 740, 42],
    ].map(([x, y, w]) =>
      poly(
        [
          [x!, y!],
          [x! + w!, y!],
          [x! + w! * 0.5 - 6, y! + w! * 2],
          [x! - w! * 0.9, y! + w! * 2],
        ],
        '#e9e7de',
        'opacity=".82"',
      ),
    ),
    kerb(500, 408, -130, height, 34),
    groundcover(70, { left: 0, right: 240, top: 560, bottom: height }, season, random),
    cracks(),
  ].join('')
  return { back: street(brush), front: road + (broken ? hole(brush) : patch(brush)) }
}

const cracks = (): Svg =>
  ['M300 900q60 -40 130 -36q40 -30 90 -28', 'M1010 640q60 20 92 62q50 10 70 52', 'M980 870q-60 -20 -90 -10']
    .map((d) => stroke(d, '#55585b', 4, 'opacity=".7"'))
    .join('')

const rim: readonly Spot[] = [
  [560, 722],
  [604, 674],
  [668, 652],
  [742, 642],
  [826, 650],
  [896, 640],
  [954, 672],
  [990, 716],
  [962, 772],
  [984, 806],
  [910, 838],
  [836, 832],
  [770, 858],
  [690, 838],
  [628, 846],
  [584, 800],
  [600, 764],
]
const around = (share: number): Spot[] => rim.map(([x, y]) => [772 + (x - 772) * share, 748 + (y - 748) * share])

function hole({ light, random }: Brush): Svg {
  const deep = gradient('deep', [
    [0, '#3c3a38'],
    [1, '#5f5850'],
  ])
  const water = gradient('water', [
    [0, light.sky[1]],
    [1, light.sky[0]],
  ])
  return [
    deep.defs,
    water.defs,
    poly(around(1.1), '#9a9a97'),
    poly(around(1.03), '#4b4a49'),
    poly(rim, deep.fill),
    poly(around(0.86), '#6d6459'),
    path(
      'M640 762C660 716 720 700 790 704C850 690 916 716 920 756C924 800 850 812 790 806C720 820 640 806 640 762Z',
      water.fill,
      'opacity=".88"',
    ),
    path('M690 746C720 726 780 722 830 730C800 738 740 742 690 746Z', '#ffffff', 'opacity=".45"'),
    scattered(34, random, () => {
      const angle = random() * 6.28,
        far = between(random, 1, 1.3),
        size = between(random, 4, 17)
      const x = 772 + Math.cos(angle) * 215 * far,
        y = 752 + Math.sin(angle) * 112 * far
      return (
        ellipse(x + 3, y + size * 0.4, size, size * 0.5, '#2e3034', 'opacity=".4"') +
        poly(
          [
            [x - size, y],
            [x - size * 0.3, y - size * 0.8],
            [x + size * 0.7, y - size * 0.6],
            [x + size, y + size * 0.2],
            [x, y + size * 0.5],
          ],
          darker('#8d8c88', random() * 0.4),
        )
      )
    }),
    stroke('M604 674L668 652L742 642L826 650L896 640L954 672', '#b9b8b3', 5),
  ].join('')
}

function patch({ random }: Brush): Svg {
  const fresh = gradient('fresh', [
    [0, '#4d5054'],
    [1, '#3d4044'],
  ])
  return [
    fresh.defs,
    poly(
      [
        [560, 620],
        [980, 612],
        [1060, 868],
        [500, 880],
      ],
      '#2c2e31',
    ),
    poly(
      [
        [566, 624],
        [975, 616],
        [1052, 862],
        [508, 874],
      ],
      fresh.fill,
    ),
    scattered(170, random, () => {
      const depth = random(),
        wide = 200 + depth * 70
      return ellipse(
        778 + between(random, -wide, wide),
        632 + depth * 226,
        2 + depth * 3,
        1 + depth * 1.6,
        random() < 0.5 ? '#5d6165' : '#303337',
        'opacity=".8"',
      )
    }),
    poly(
      [
        [700, 618],
        [820, 616],
        [720, 876],
        [580, 878],
      ],
      '#ffffff',
      'opacity=".05"',
    ),
  ].join('')
}
