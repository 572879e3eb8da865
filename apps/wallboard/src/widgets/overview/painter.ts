/**
 * Paints cells onto a canvas: all of them when places, sizes or colours have changed, else only those that differ from what
 * is there. Each look is drawn once and copied, since a television draws pictures faster than outlines.
 */
import { COUNTED_GROUPS } from "../../floor/state-counts.ts";
import { EMPTY, partsOfCode } from "./cells.ts";
import type { Block } from "./plan-overview.ts";
import { MARKS, SHAPE_BOX, SHAPE_STROKE, SHAPES } from "./shapes.ts";

export interface Sheet {
  readonly blocks: readonly Block[];
  readonly cellEm: number;
  readonly wideEm: number;
  readonly highEm: number;
  /** CSS pixels of one em, and device pixels of one CSS pixel. */
  readonly emPx: number;
  readonly ratio: number;
  /** The colour of a custom property, e.g. `--good`. */
  colourOf(property: string): string;
}

export interface Painter {
  /** A new sheet, blank until `paint`. */
  lay(sheet: Sheet): void;
  /** Paints what differs. @returns how many cells were painted */
  paint(codes: Uint8Array): number;
}

/** The part of a cell that is left free around its shape. */
const AIR = 0.09;
/** With a frame around it the shape stands back. */
const FRAMED_AIR = 0.24;

interface Surface {
  readonly canvas: HTMLCanvasElement;
  /** A canvas of its own for looks. */
  createCanvas(): HTMLCanvasElement;
}

/** A canvas that cannot be painted on stays blank; the table beside it tells everything. */
export function createPainter({ canvas, createCanvas }: Surface): Painter {
  const context = canvas.getContext("2d");
  const looks = createCanvas();
  let sheet: Sheet | null = null;
  let cellPx = 0;
  let painted = new Uint8Array(0);

  function drawLooks({ colourOf }: Sheet): void {
    const pen = looks.getContext("2d");
    if (pen === null) return;
    looks.width = Math.max(1, cellPx * COUNTED_GROUPS.length);
    looks.height = Math.max(1, cellPx * (MARKS.length + 1));
    for (let code = 0; code < COUNTED_GROUPS.length * (MARKS.length + 1); code += 1) {
      const parts = partsOfCode(code);
      if (parts === null) continue;
      const shape = SHAPES[parts.group];
      pen.save();
      pen.translate((code % COUNTED_GROUPS.length) * cellPx, parts.frame * cellPx);
      const frame = MARKS[parts.frame - 1];
      if (frame !== undefined) drawFrame(pen, cellPx, colourOf(frame));
      const air = cellPx * (frame === undefined ? AIR : FRAMED_AIR);
      pen.translate(air, air);
      pen.scale((cellPx - 2 * air) / SHAPE_BOX, (cellPx - 2 * air) / SHAPE_BOX);
      drawShape(pen, shape.path, shape.isFilled, colourOf(shape.colour));
      pen.restore();
    }
  }

  function paintCell(cell: number, block: Block, code: number, scale: number): void {
    if (context === null) return;
    const place = cell - block.first;
    const left = Math.round(block.cellsLeftEm * scale) + (place % block.perRow) * cellPx;
    const top = Math.round(block.cellsTopEm * scale) + Math.floor(place / block.perRow) * cellPx;
    context.clearRect(left, top, cellPx, cellPx);
    if (code === EMPTY) return;
    const from = {
      left: (code % COUNTED_GROUPS.length) * cellPx,
      top: Math.floor(code / COUNTED_GROUPS.length) * cellPx,
    };
    context.drawImage(looks, from.left, from.top, cellPx, cellPx, left, top, cellPx, cellPx);
  }

  return {
    lay(next) {
      sheet = next;
      const scale = next.emPx * next.ratio;
      cellPx = Math.max(1, Math.floor(next.cellEm * scale));
      canvas.width = Math.max(1, Math.round(next.wideEm * scale));
      canvas.height = Math.max(1, Math.round(next.highEm * scale));
      painted = new Uint8Array(0);
      drawLooks(next);
    },
    paint(codes) {
      if (sheet === null || context === null) return 0;
      if (painted.length !== codes.length) {
        context.clearRect(0, 0, canvas.width, canvas.height);
        painted = new Uint8Array(codes.length).fill(EMPTY);
      }
      const scale = sheet.emPx * sheet.ratio;
      let count = 0;
      for (const block of sheet.blocks) {
        for (let cell = block.first; cell < block.first + block.cells; cell += 1) {
          const code = codes[cell] ?? EMPTY;
          if (code === painted[cell]) continue;
          paintCell(cell, block, code, scale);
          count += 1;
        }
      }
      painted.set(codes);
      return count;
    },
  };
}

function drawShape(pen: CanvasRenderingContext2D, path: string, isFilled: boolean, colour: string): void {
  const outline = new Path2D(path);
  if (isFilled) {
    pen.fillStyle = colour;
    pen.fill(outline);
    return;
  }
  pen.strokeStyle = colour;
  pen.lineWidth = SHAPE_STROKE;
  pen.lineCap = "round";
  pen.stroke(outline);
}

function drawFrame(pen: CanvasRenderingContext2D, cellPx: number, colour: string): void {
  const line = Math.max(1, Math.round(cellPx * 0.12));
  pen.strokeStyle = colour;
  pen.lineWidth = line;
  pen.strokeRect(line / 2, line / 2, cellPx - line, cellPx - line);
}
