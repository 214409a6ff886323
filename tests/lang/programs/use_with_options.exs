defmodule Plugin do
  defmacro __using__(opts) do
    name = opts[:name] || "none"
    quote bind_quoted: [name: name] do
      @plugin_name name
      def plugin, do: @plugin_name
      def opts, do: unquote(name)
    end
  end
end
defmodule WithPlugin do
  use Plugin, name: "mine"
end
defmodule WithoutPlugin do
  use Plugin
end
IO.inspect {WithPlugin.plugin(), WithPlugin.opts(), WithoutPlugin.plugin()}
# expect: {"mine", "mine", "none"}
