/** What is kept and for how long, erasure and backup: contracts of `packages/tenancy`, named for the document. */
import {
  backupFile,
  eraseOrder as eraseOrderShape,
  erasure,
  erasures,
  restoreOrder as restoreOrderShape,
  restoreReport as restoreReportShape,
  retention,
  retentionOrder as retentionOrderShape,
  retentionView as retentionViewShape,
} from "@callboard/tenancy";
import { z } from "zod";
import { lazy } from "../lazy.ts";

const retentionValue = lazy(() => retention.meta({ id: "RetentionDays" }));

export const retentionView = lazy(() =>
  retentionViewShape
    .extend({ value: retentionValue(), most: retentionValue(), least: retentionValue() })
    .meta({ id: "Retention" }),
);
export const retentionOrder = lazy(() => retentionOrderShape.extend({ value: retentionValue() }));

export const eraseOrder = lazy(() => eraseOrderShape);
export const erasureView = lazy(() => erasure.meta({ id: "Erasure" }));
export const erasureList = lazy(() => erasures.extend({ erasures: z.array(erasureView()) }));

export const backup = lazy(() => backupFile.meta({ id: "Backup" }));
export const restoreOrder = lazy(() => restoreOrderShape);
export const restoreReport = lazy(() => restoreReportShape.meta({ id: "RestoreReport" }));
