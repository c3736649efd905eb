import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, SVGRenderer]);

/** One bar: whose it is, and its share; null: it may not be shown. */
export interface Bar {
  readonly name: string;
  readonly percent: number | null;
}

const WIDTH = 400;
const ROW_HEIGHT = 44;
/** Without quotes: the marks stand in attributes. */
const FONT = 'system-ui, PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif';
const MOST_SIGNS = 9;

/** Bars side by side as an SVG of its own: no canvas, no script. Whoever cannot see it reads the same in a table. */
export function barChart(bars: readonly Bar[]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: bars.length * ROW_HEIGHT + 40 });
  try {
    const text = { fontFamily: FONT, fontSize: 15, color: '#1a1a1a' };
    chart.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      grid: { left: 150, right: 52, top: 8, bottom: 28 },
      xAxis: {
        type: 'value',
        min: 0,
        max: 100,
        axisLabel: { ...text, fontSize: 13, color: '#555', formatter: '{value}%' },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ name }) => short(name)),
        axisTick: { show: false },
        axisLabel: text,
      },
      series: [
        {
          type: 'bar',
          barWidth: 20,
          itemStyle: { color: '#058348' },
          label: {
            show: true,
            position: 'right',
            ...text,
            formatter: ({ value }: { value: unknown }) => (typeof value === 'number' ? `${value}%` : '—'),
          },
          data: bars.map(({ percent }) => percent),
        },
      ],
    });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

const short = (name: string): string => {
  const signs = [...name];
  return signs.length <= MOST_SIGNS ? name : `${signs.slice(0, MOST_SIGNS - 1).join('')}…`;
};
