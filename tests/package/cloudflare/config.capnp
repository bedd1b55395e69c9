using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "plain", worker = .plain), (name = "node", worker = .node)],
);

const modules :List(Workerd.Worker.Module) = [
  (name = "worker.js", esModule = embed "bundled.js"),
  (name = "vae1-simd.wasm", wasm = embed "vae1-simd.wasm"),
];

const plain :Workerd.Worker = (
  modules = .modules,
  bindings = [(name = "self", service = "plain")],
  compatibilityDate = "2026-04-01",
);

const node :Workerd.Worker = (
  modules = .modules,
  bindings = [(name = "self", service = "node")],
  compatibilityDate = "2026-04-01",
  compatibilityFlags = ["nodejs_compat"],
);
