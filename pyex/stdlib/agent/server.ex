defmodule Agent.Server do
  # The server half of Agent. A function is a `fn`, or `{module, name, more_arguments}`.
  @moduledoc false
  use GenServer

  @doc false
  def init(fun) do
    Process.put(:"$initial_call", initial_call(fun))
    {:ok, run(fun, [])}
  end

  @doc false
  def handle_call({:get, fun}, _from, state), do: {:reply, run(fun, [state]), state}

  def handle_call({:get_and_update, fun}, _from, state) do
    case run(fun, [state]) do
      {reply, state} -> {:reply, reply, state}
      other -> {:stop, {:bad_return_value, other}, state}
    end
  end

  def handle_call({:update, fun}, _from, state), do: {:reply, :ok, run(fun, [state])}

  @doc false
  def handle_cast({:cast, fun}, state), do: {:noreply, run(fun, [state])}

  @doc false
  def handle_info(_message, state), do: {:noreply, state}

  @doc false
  def code_change(_old, state, fun), do: {:ok, run(fun, [state])}

  defp initial_call({module, fun, args}), do: {module, fun, length(args)}

  defp initial_call(fun) do
    info = Function.info(fun)
    {info[:module], info[:name], 0}
  end

  defp run({module, fun, more}, args), do: apply(module, fun, args ++ more)
  defp run(fun, []), do: fun.()
  defp run(fun, [state]), do: fun.(state)
end
