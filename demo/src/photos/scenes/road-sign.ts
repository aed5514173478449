import { cover, grains, kerb, roadway, street } from '../backdrops.ts'
import { darker, lighter } from '../colour.ts'
import { height, type Brush, type Layers } from '../scene.ts'
import { ellipse, line, path, poly, rect, softShadow, turned, type Spot, type Svg } from '../svg.ts'

const steel = '#8b949b',
  blue = '#2f6cb0'

/** The sign of a crossing, bent by a lorry; or upright, with fresh stripes. */
export function roadSign(brush: Brush): Layers {
  const { broken, random } = brush
  const stripes = Array.from({ length: 9 }, (_, at) =>
    poly(
      [across(at / 9, 636), across((at + 0.56) / 9, 636), across((at + 0.56) / 9, 750), across(at / 9, 750)],
      broken ? '#c4c3bd' : '#f5f2e8',
      `opacity="${broken ? 0.5 : 0.95}"`,
    ),
  ).join('')
  const front = [
    roadway(brush, [420, 600], [-700, 860]),
    grains(200, 440, random),
    stripes,
    poly(
      [
        [640, 406],
        [720, 406],
        [1400, height],
        [900, height],
      ],
      '#aba69c',
    ),
    kerb(606, 406, 890, height, 28),
    cover({ ...brush, random }, 40, 700),
    softShadow(920, 830, 90, 18),
    broken ? turned(sign(), 24, 920, 830) : sign(),
    ellipse(920, 832, 34, 11, '#8f8a80'),
    broken ? path('M880 838q20 -24 44 -8q30 -20 44 6q-40 16 -88 2z', '#7d7468') : '',
  ].join('')
  return { back: street(brush), front }
}

/** A spot on the road, from its left edge (0) to its right one (1). */
const across = (share: number, y: number): Spot => {
  const depth = (y - 406) / (height - 406),
    left = 420 - 1120 * depth,
    right = 600 + 260 * depth
  return [left + (right - left) * share, y]
}

const sign = (): Svg =>
  [
    rect(908, 210, 24, 622, darker(steel, 0.3), 4),
    rect(910, 210, 15, 622, steel),
    rect(912, 210, 5, 620, lighter(steel, 0.6)),
    rect(786, 150, 270, 270, '#e9eef1', 18),
    rect(796, 160, 250, 250, blue, 14),
    poly(
      [
        [921, 182],
        [1026, 388],
        [816, 388],
      ],
      '#ffffff',
    ),
    man(),
    line(800, 172, 1040, 172, lighter(blue, 0.35), 3),
  ].join('')

const man = (): Svg =>
  ellipse(926, 250, 13, 13, '#1d2226') +
  path(
    'M912 268L944 268L958 306L948 312L938 292L940 326L962 372L946 376L924 336L902 378L886 372L908 326L908 296L892 318L882 310Z',
    '#1d2226',
  ) +
  [850, 880, 940, 978].map((x) => rect(x, 380, 20, 6, '#1d2226')).join('')
