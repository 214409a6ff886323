defmodule Router do
  defmacro __using__(_) do
    quote do
      import Router
      Module.register_attribute(__MODULE__, :routes, accumulate: true)
      @before_compile Router
    end
  end
  defmacro get(path, do: block) do
    quote do
      @routes {:get, unquote(path), unquote(Macro.escape(block))}
    end
  end
  defmacro __before_compile__(env) do
    routes = Module.get_attribute(env.module, :routes) |> Enum.reverse()
    clauses = for {verb, path, block} <- routes do
      quote do
        def call(unquote(verb), unquote(path)), do: unquote(block)
      end
    end
    quote do
      unquote_splicing(clauses)
      def call(_, _), do: :not_found
      def routes, do: unquote(Enum.map(routes, &elem(&1, 1)))
    end
  end
end
defmodule App do
  use Router
  get "/" do
    :root
  end
  get "/hi" do
    "hello " <> "you"
  end
end
IO.inspect {App.call(:get, "/"), App.call(:get, "/hi"), App.call(:post, "/"), App.routes()}
# expect: {:root, "hello you", :not_found, ["/", "/hi"]}
