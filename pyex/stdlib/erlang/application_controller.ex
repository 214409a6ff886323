defmodule :application_controller do
  # Which applications run: a process, started with the first of them, that starts and stops one after the other. Each
  # application has a *master*, a process that calls its `start/2`, watches its top supervisor, and stops it.
  #
  # The running ones are a persistent term too, the last one first, so that to ask for them needs no process.
  @moduledoc false
  use GenServer

  @running :"$applications_running"

  @doc false
  def running, do: @running |> :persistent_term.get([]) |> Enum.map(&elem(&1, 0))

  @doc false
  def start_application(app, type), do: GenServer.call(controller(), {:start, app, type}, :infinity)

  @doc false
  def stop_application(app), do: GenServer.call(controller(), {:stop, app}, :infinity)

  defp controller do
    case GenServer.start(__MODULE__, [], name: __MODULE__) do
      {:ok, pid} -> pid
      {:error, {:already_started, pid}} -> pid
    end
  end

  @doc false
  def init(_args), do: {:ok, []}

  # `apps` are `{app, type, master, monitor}`; an application without a `:mod` has no master.
  @doc false
  def handle_call({:start, app, type}, _from, apps) do
    facts = :application.spec(app)

    cond do
      List.keymember?(apps, app, 0) -> {:reply, {:error, {:already_started, app}}, apps}
      needed = Enum.find(facts.applications, &(not started?(&1, apps))) -> {:reply, {:error, {:not_started, needed}}, apps}
      true -> started(facts[:mod], app, type, apps)
    end
  end

  def handle_call({:stop, app}, _from, apps) do
    case List.keytake(apps, app, 0) do
      {entry, apps} ->
        stop(entry)
        exited(app, :stopped, elem(entry, 1))
        {:reply, :ok, kept(apps)}

      nil ->
        {:reply, {:error, {:not_started, app}}, apps}
    end
  end

  defp started?(app, apps), do: List.keymember?(apps, app, 0) or :lists.keymember(app, 1, :application.which_applications())

  defp started(none, app, type, apps) when none in [nil, []], do: {:reply, :ok, kept([{app, type, nil, nil} | apps])}

  defp started({module, args}, app, type, apps) do
    {master, monitor} = spawn_monitor(:application_controller, :serve, [self(), module, args])

    receive do
      {^master, :ok} ->
        {:reply, :ok, kept([{app, type, master, monitor} | apps])}

      {^master, {:error, reason}} ->
        Process.demonitor(monitor, [:flush])
        exited(app, reason, type)
        {:reply, {:error, reason}, apps}
    end
  end

  defp stop({_app, _type, nil, nil}), do: :ok

  defp stop({_app, _type, master, monitor}) do
    send(master, :stop)
    receive do: ({:DOWN, ^monitor, :process, ^master, _reason} -> :ok)
  end

  defp kept(apps) do
    :persistent_term.put(@running, apps)
    apps
  end

  # A supervision tree has ended by itself. What is permanent takes the node along.
  @doc false
  def handle_info({:DOWN, monitor, :process, _master, reason}, apps) do
    case List.keytake(apps, monitor, 3) do
      {{app, type, _, _}, apps} ->
        exited(app, reason, type)
        if type == :permanent or (type == :transient and reason != :normal), do: System.stop(1)
        {:noreply, kept(apps)}

      nil ->
        {:noreply, apps}
    end
  end

  def handle_info(_message, apps), do: {:noreply, apps}

  defp exited(app, reason, type) do
    report = [application: app, exited: reason, type: type]
    :logger.log(:notice, %{label: {:application_controller, :exit}, report: report}, %{domain: [:otp]})
  end

  # The master

  @doc false
  def serve(controller, module, args) do
    Process.flag(:trap_exit, true)

    case called(module, args) do
      {:ok, pid} when is_pid(pid) -> ready(controller, module, pid, [])
      {:ok, pid, state} when is_pid(pid) -> ready(controller, module, pid, state)
      {:error, reason} -> send(controller, {self(), {:error, {reason, {module, :start, [:normal, args]}}}})
      other -> send(controller, {self(), {:error, {:bad_return, {{module, :start, [:normal, args]}, other}}}})
    end
  end

  defp called(module, args) do
    module.start(:normal, args)
  catch
    kind, reason when kind in [:error, :throw] -> {:EXIT, {reason, __STACKTRACE__}}
    :exit, reason -> {:EXIT, reason}
  end

  defp ready(controller, module, pid, state) do
    monitor = Process.monitor(pid)
    send(controller, {self(), :ok})
    watch(module, pid, monitor, state)
  end

  defp watch(module, pid, monitor, state) do
    receive do
      :stop ->
        state = if function_exported?(module, :prep_stop, 1), do: module.prep_stop(state), else: state
        Process.exit(pid, :shutdown)
        receive do: ({:DOWN, ^monitor, :process, ^pid, _reason} -> :ok)
        module.stop(state)

      {:DOWN, ^monitor, :process, ^pid, reason} ->
        module.stop(state)
        exit(reason)

      _other ->
        watch(module, pid, monitor, state)
    end
  end
end
