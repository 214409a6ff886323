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

  defp command(name) do
    :pyex_learn.command(name)
    IEx.dont_display_result()
  end
end
