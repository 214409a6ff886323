# An application from its specification to its end.
defmodule MyApp do
  use Application
  def start(type, args) do
    IO.inspect {:start, type, args}
    Supervisor.start_link([{Agent, fn -> :state end}], strategy: :one_for_one, name: MyApp.Sup)
  end
  def prep_stop(s), do: (IO.puts("prep"); s)
  def stop(_), do: IO.puts("stopped")
end
Logger.configure(level: :none)
show = fn x -> IO.inspect(x, charlists: :as_charlists |> then(fn _ -> :infer end)) end
spec = {:application, :my_app, [description: :mine, vsn: :v1, modules: [MyApp], registered: [], applications: [:kernel, :stdlib, :elixir], env: [a: 1, b: [c: 2]], mod: {MyApp, [:arg]}]}
safe = fn f -> try do f.() rescue e -> {e.__struct__, Exception.message(e)} catch k, r -> {k, r} end end
IO.inspect :application.load(spec)
IO.inspect :application.load(spec)
IO.inspect Application.get_env(:my_app, :a)
IO.inspect Application.fetch_env(:my_app, :zz)
IO.inspect Application.get_all_env(:my_app) |> Enum.sort
IO.inspect Application.start(:my_app)
IO.inspect Application.start(:my_app)
IO.inspect Supervisor.count_children(MyApp.Sup)
IO.inspect Enum.any?(Application.started_applications(), &match?({:my_app, _, _}, &1))
IO.inspect Application.spec(:my_app, :vsn)
IO.inspect Application.spec(:my_app, :modules)
IO.inspect Application.get_application(MyApp)
IO.inspect Application.ensure_started(:my_app)
IO.inspect Application.ensure_all_started(:my_app)
IO.inspect Application.stop(:my_app)
IO.inspect Application.stop(:my_app)
IO.inspect Process.whereis(MyApp.Sup)
IO.inspect Application.ensure_all_started(:my_app)
IO.inspect Application.put_env(:my_app, :x, 5)
IO.inspect Application.fetch_env!(:my_app, :x)
IO.inspect safe.(fn -> Application.fetch_env!(:my_app, :nope) end)
IO.inspect Application.delete_env(:my_app, :x)
IO.inspect Application.put_all_env([my_app: [q: 1, r: 2]])
IO.inspect Application.get_env(:my_app, :r)
IO.inspect Application.stop(:my_app)
IO.inspect Application.unload(:my_app)
IO.inspect Application.start(:nope) |> elem(0)
IO.inspect Application.ensure_all_started(:nope) |> elem(0)
defmodule Bad do
  use Application
  def start(_, _), do: {:error, :refused}
end
IO.inspect :application.load({:application, :bad, [vsn: :v1, applications: [:kernel], mod: {Bad, []}]})
IO.inspect Application.start(:bad)
defmodule Crash do
  use Application
  def start(_, _), do: raise "boom"
end
Logger.configure(level: :none)
IO.inspect :application.load({:application, :crash, [vsn: :v1, applications: [:kernel], mod: {Crash, []}]})
case Application.start(:crash) do {:error, {{:bad_return, {x, {:EXIT, {e, _}}}}, _}} -> IO.inspect {x, e}; {:error, {:bad_return, {x, {:EXIT, {e, _}}}}} -> IO.inspect {:b, x, e}; o -> IO.inspect o end
for reason <- [{:not_started, :a}, {:already_started, :a}, {:running, :a}, {:not_loaded, :a}, {:already_loaded, :a}, {:bad_return, {{Bad, :start, [:normal, []]}, :odd}}, {:refused, {Bad, :start, [:normal, []]}}, :stopped, {:shutdown, :x}] do
  IO.puts Application.format_error(reason)
end
defmodule Leaf do
  use Application
  def start(_, n), do: (IO.inspect({:leaf, n}); Agent.start_link(fn -> n end, name: Leaf.Agent))
end
:application.load({:application, :leaf, [vsn: :v1, applications: [], mod: {Leaf, 1}]})
:application.load({:application, :tree, [vsn: :v1, applications: [:leaf], mod: {Leaf, 2}]})
:application.load({:application, :lib, [vsn: :v1, applications: [:leaf]]})
IO.inspect Application.start(:lib)
IO.inspect Application.ensure_all_started(:lib)
IO.inspect Application.ensure_all_started(:tree) |> elem(0)
Agent.stop(Leaf.Agent)
Process.sleep(20)
IO.inspect for {a, _, _} <- Application.started_applications(), a in [:leaf, :lib, :tree], do: a
