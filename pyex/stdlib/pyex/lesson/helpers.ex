defmodule Pyex.Lesson.Helpers do
  @moduledoc """
  What a learner can ask for while a lesson runs, besides all that the shell knows.

  - `hint()`: the next hint for this step
  - `skip()`: the answer, typed for you
  - `back()`: to the step before; from `play()`, back to the lesson
  - `play()`: a copy of the world to play in
  - `steps()`: where you are
  - `reset()`: this step from its start
  - `quit()`: leaves the lesson; it goes on there next time

  - `orders(function)`: what comes of a function when others run first

  An empty line shows the task again, or plays what the lesson wants to show.
  """

  @doc "Shows a hint for this step of the lesson, each time the next one."
  def hint, do: command(:hint)

  @doc "Goes back to the start of this step and shows how it is done: the answer is typed for you, and the lesson goes on."
  def skip, do: command(:skip)

  @doc "Goes back to the step before, with everything as it was then. After `play()` it goes back to the lesson."
  def back, do: command(:back)

  @doc "Makes a copy of the world to play in: nothing done in it counts. `back()` returns to the lesson, where nothing has changed."
  def play, do: command(:play)

  @doc "Lists the steps of the lesson, and which of them are done."
  def steps, do: command(:steps)

  @doc "Begins this step anew: variables and processes are as they were when it began."
  def reset, do: command(:reset)

  @doc "Leaves the lesson. `learn/1` goes on with it where it was left."
  def quit, do: command(:quit)

  @doc """
  Runs a function in so many copies of the world, in each with another order of who runs first, and tells how often each value
  came of it. Nothing that it does happens here.

      orders(fn ->
        me = self()
        for n <- 1..2, do: spawn(fn -> send(me, n) end)
        receive do first -> first end
      end)

  gives `%{1 => 12, 2 => 8}` or so, the same in each run. `:never_ends` stands for a run that waits for ever. Real Elixir has
  nothing of the kind.
  """
  def orders(function, times \\ 20) when is_function(function, 0) and times in 1..1000 do
    Process.put(:pyex_orders, function)
    unless :pyex_iex.serve(:orders, [times]), do: raise(ArgumentError, "no lesson is running")
    receive do: ({:pyex_iex, :served, counts} -> counts)
  end

  defp command(name) do
    :pyex_learn.command(name)
    IEx.dont_display_result()
  end
end
