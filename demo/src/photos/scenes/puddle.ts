import { cover, grains, kerb, yard } from '../backdrops.ts'
import { leaf } from '../foliage.ts'
import { height, width, type Brush, type Layers } from '../scene.ts'
import { between, ellipse, gradient, line, oneOf, path, rect, scattered, stroke, type Svg } from '../svg.ts'

/** The way to the door under water, because the drain is blocked; or dry, with a clean grate. */
export function puddle(brush: Brush): Layers {
  const { broken, random } = brush
  const asphalt = gradient('asphalt', [
    [0, '#a9a9a7'],
    [1, '#828485'],
  ])
  const front = [
    cover(brush, 80, 450),
    asphalt.defs,
    path(`M0 600C420 540 860 540 ${width} 590L${width} ${height}L0 ${height}Z`, asphalt.fill),
    kerb(-10, 596, width + 10, 584, 22),
    grains(170, 620, random),
    broken ? '' : dryEdge(),
    broken ? water(brush) : '',
    grate(broken, random),
  ].join('')
  return { back: yard(brush), front }
}

function water({ light, random, season }: Brush): Svg {
  const pool = gradient('pool', [
    [0, light.sky[2], 0.96],
    [0.5, light.sky[1], 0.94],
    [1, light.sky[0], 0.95],
  ])
  const leaves = season.leaves ?? ['#8f8a7d', '#7d7668', '#6d675b']
  return (
    pool.defs +
    path(
      'M40 720C220 640 520 650 700 640C940 628 1180 660 1240 730C1290 800 1120 880 860 892C560 910 180 900 70 840C10 800 -10 750 40 720Z',
      '#5d5f60',
      'opacity=".28"',
    ) +
    path(
      'M64 724C240 652 520 662 700 652C930 640 1160 670 1216 734C1262 796 1100 866 850 878C560 894 200 886 94 830C40 794 24 748 64 724Z',
      pool.fill,
    ) +
    path('M150 700C260 680 420 676 520 674L500 780L190 790Z', '#b9a993', 'opacity=".35"') +
    path('M780 660L960 662L980 780L790 774Z', '#a99a88', 'opacity=".32"') +
    [200, 262, 324, 410].map((x) => rect(x, 696, 26, 40, '#5f7480', 2, 'opacity=".35"')).join('') +
    ['M180 760q120 -16 260 -6', 'M520 820q180 -18 340 -2', 'M860 730q120 -12 220 2', 'M300 846q90 -8 160 0']
      .map((d) => stroke(d, '#ffffff', 5, 'opacity=".55"'))
      .join('') +
    (light.rain
      ? scattered(26, random, () =>
          ellipse(
            between(random, 120, 1160),
            between(random, 690, 860),
            between(random, 12, 34),
            between(random, 4, 10),
            'none',
            'stroke="#ffffff" stroke-width="2.4" opacity=".7"',
          ),
        )
      : '') +
    scattered(24, random, () =>
      leaf(between(random, 130, 1150), between(random, 690, 860), 10, oneOf(random, leaves), random),
    ) +
    [330, 640, 930]
      .map(
        (x, at) =>
          rect(x - 60, 770 + (at % 2) * 30, 130, 30, '#a8694f', 3) +
          rect(x - 60, 770 + (at % 2) * 30, 130, 8, '#c98a6e', 3) +
          stroke(`M${x - 70} ${804 + (at % 2) * 30}h150`, '#ffffff', 4, 'opacity=".5"'),
      )
      .join('')
  )
}

const dryEdge = (): Svg =>
  path(
    'M64 724C240 652 520 662 700 652C930 640 1160 670 1216 734C1262 796 1100 866 850 878C560 894 200 886 94 830C40 794 24 748 64 724Z',
    '#6d6f70',
    'opacity=".16"',
  )

const grate = (blocked: boolean, random: () => number): Svg =>
  blocked
    ? ''
    : ellipse(640, 770, 130, 52, '#8d8f8f') +
      rect(548, 738, 184, 62, '#3a3d40', 8) +
      Array.from({ length: 8 }, (_, at) => rect(562 + at * 21, 746, 10, 46, '#0f1113', 4)).join('') +
      line(552, 741, 728, 741, '#8f9498', 4) +
      scattered(10, random, () => ellipse(between(random, 520, 760), between(random, 800, 830), 6, 3, '#77705f'))
