import { route } from "@/app/door";
import { changeCameraGroup, deleteCameraGroup } from "@/lib/cameras/commands";
import { CameraActed, CameraGroupChange, CameraGroupVersion, cameraIds, Done } from "@/lib/cameras/model";

export const PATCH = route(
  {
    id: "camera-groups.change",
    method: "PATCH",
    path: "/api/v1/camera-registry/groups/{id}",
    auth: "cameras.manage",
    input: { params: cameraIds, body: CameraGroupChange },
    output: CameraActed,
    audit: "command",
    summary: {
      vi: "Sửa tên, mục đích hoặc thứ tự của một nhóm camera",
      en: "Change the names, the use or the place of a group of cameras",
    },
  },
  ({ actor, now, params, body, tx }) => changeCameraGroup({ actor, now }, { ...params, ...body }, tx),
);

export const DELETE = route(
  {
    id: "camera-groups.delete",
    method: "DELETE",
    path: "/api/v1/camera-registry/groups/{id}",
    auth: "cameras.manage",
    input: { params: cameraIds, body: CameraGroupVersion },
    output: Done,
    audit: "command",
    summary: {
      vi: "Xóa một nhóm chưa từng có camera nào",
      en: "Delete a group no camera is in",
    },
  },
  ({ actor, now, params, body, tx }) => deleteCameraGroup({ actor, now }, { ...params, ...body }, tx),
);
