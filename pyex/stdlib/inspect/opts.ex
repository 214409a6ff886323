defmodule Inspect.Opts do
  @moduledoc """
  The options of `inspect/2`.

    * `:base` - `:decimal` (default), `:binary`, `:octal` or `:hex`: how integers are written
    * `:binaries` - `:infer` (default: text if printable, else bytes), `:as_strings` or `:as_binaries`
    * `:charlists` - `:infer` (default: lists of printable ASCII codes as `~c"text"`), `:as_charlists` or `:as_lists`
    * `:limit` - how many elements are shown (50), or `:infinity`
    * `:printable_limit` - how many characters of a string are shown (4096), or `:infinity`
    * `:pretty` - whether long terms are broken into lines (false)
    * `:width` - the length of a line for `:pretty` (80), or `:infinity`
    * `:structs` - false shows structs as plain maps
    * `:safe` - false lets errors of an Inspect implementation through
    * `:syntax_colors` - a keyword list of colours: keys such as `:atom`, `:number`, `:string`, `:reset`
    * `:custom_options` - a keyword list for Inspect implementations of one's own
    * `:inspect_fun` - unused here: implementations decide
  """

  defstruct base: :decimal,
            binaries: :infer,
            charlists: :infer,
            custom_options: [],
            inspect_fun: nil,
            limit: 50,
            pretty: false,
            printable_limit: 4096,
            safe: true,
            structs: true,
            syntax_colors: [],
            width: 80

  @doc "Options from a keyword list; unknown names are left out."
  def new(opts), do: struct(Inspect.Opts, opts)
end
