# Supervisors: strategies, restarts, intensities, the order of shutdown.
Logger.configure(level: :none)

defmodule Child do
  use GenServer
  def child_spec({name, log}), do: %{id: name, start: {__MODULE__, :start_link, [name, log]}}
  def start_link(name, log), do: GenServer.start_link(__MODULE__, {name, log}, name: name)
  def init({name, log}) do
    Process.flag(:trap_exit, true)
    send(log, {:up, name})
    {:ok, {name, log}}
  end
  def handle_cast({:stop, reason}, state), do: {:stop, reason, state}
  def terminate(reason, {name, log}), do: send(log, {:down, name, reason})
end

defmodule Sup do
  def events(list \\ []), do: (receive do m -> events([m | list]) after 30 -> Enum.reverse(list) end)
  def show(name, value), do: IO.puts("#{name} => #{inspect(value, width: 200)}")
  def start(strategy, options \\ []), do: Supervisor.start_link(children(), [strategy: strategy] ++ options)
  def children, do: for(name <- [:a, :b, :c], do: {Child, {name, self()}})
end

defmodule Program do
  import Sup

  def run do
    for strategy <- [:one_for_one, :rest_for_one, :one_for_all], victim <- [:a, :b, :c] do
      {:ok, sup} = start(strategy)
      show("#{strategy} up", events())
      GenServer.cast(victim, {:stop, :crash})
      show("#{strategy} after #{victim}", events())
      show("children", Supervisor.which_children(sup) |> Enum.map(&elem(&1, 0)))
      Supervisor.stop(sup)
      show("#{strategy} down", events())
    end

    Process.flag(:trap_exit, true)
    {:ok, sup} = start(:one_for_one, max_restarts: 1, max_seconds: 60)
    events()
    GenServer.cast(:a, {:stop, :crash})
    show("one restart", events())
    GenServer.cast(:a, {:stop, :crash})
    show("one too many", Enum.map(events(), fn {:EXIT, ^sup, why} -> {:exit, why}; other -> other end))

    {:ok, sup} = Supervisor.start_link([], strategy: :one_for_one, max_restarts: 100)
    spec = fn id, restart -> Supervisor.child_spec({Agent, fn -> id end}, id: id, restart: restart) end
    for restart <- [:permanent, :transient, :temporary] do
      {:ok, pid} = Supervisor.start_child(sup, spec.(restart, restart))
      for reason <- [:normal, :shutdown, {:shutdown, 1}] do
        case List.keyfind(Supervisor.which_children(sup), restart, 0) do
          {_, pid, _, _} when is_pid(pid) ->
            Agent.stop(pid, reason)
            Process.sleep(10)
            show({restart, reason} |> inspect(), List.keyfind(Supervisor.which_children(sup), restart, 0) |> then(&(&1 && is_pid(elem(&1, 1)))))
          other -> show({restart, reason} |> inspect(), other && elem(other, 1))
        end
      end
      show("alive #{restart}", Process.alive?(pid))
    end
    show("counts", Supervisor.count_children(sup))
    show("restart", Supervisor.restart_child(sup, :transient) |> elem(0))
    show("delete running", Supervisor.delete_child(sup, :transient))
    show("terminate", Supervisor.terminate_child(sup, :transient))
    show("delete", Supervisor.delete_child(sup, :transient))
    show("unknown", {Supervisor.restart_child(sup, :x), Supervisor.delete_child(sup, :x), Supervisor.terminate_child(sup, :x)})
    Supervisor.stop(sup)
    show("trapped", events() |> Enum.map(&elem(&1, 2)))

    # A child that fails to start again is tried until it does.
    {:ok, counter} = Agent.start_link(fn -> 0 end)
    flaky = %{id: :flaky, start: {Agent, :start_link, [fn -> if Agent.get_and_update(counter, &{&1, &1 + 1}) in 1..3, do: exit(:not_yet), else: :up end]}}
    {:ok, sup} = Supervisor.start_link([flaky], strategy: :one_for_one, max_restarts: 10)
    [{_, pid, _, _}] = Supervisor.which_children(sup)
    Process.exit(pid, :kill)
    Process.sleep(50)
    show("starts", Agent.get(counter, & &1))
    show("up again", Supervisor.which_children(sup) |> Enum.map(&is_pid(elem(&1, 1))))

    {:ok, dynamic} = DynamicSupervisor.start_link(strategy: :one_for_one)
    {:ok, one} = DynamicSupervisor.start_child(dynamic, {Agent, fn -> 1 end})
    Process.exit(one, :kill)
    Process.sleep(20)
    show("dynamic", {DynamicSupervisor.count_children(dynamic), Process.alive?(one)})
  end
end

Program.run()
