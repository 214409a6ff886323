defmodule CompileError do
  @moduledoc """
  Code that can't be compiled. Its errors were printed before it is raised.

      iex> Exception.message(%CompileError{file: "some.ex", line: 3, description: "no"})
      "some.ex:3: no"
  """
  defexception [:file, :line, description: "compile error"]

  @impl true
  def message(%{file: nil, description: description}), do: description

  def message(%{file: file, line: line, description: description}) do
    Exception.format_file_line(Path.relative_to_cwd(file), line, " ") <> description
  end
end
