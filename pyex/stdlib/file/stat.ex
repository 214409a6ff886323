defmodule File.Stat do
  @moduledoc """
  The facts about a file, as `File.stat/2` gives them.
  """

  defstruct [
    :size,
    :type,
    :access,
    :atime,
    :mtime,
    :ctime,
    :mode,
    :links,
    :major_device,
    :minor_device,
    :inode,
    :uid,
    :gid
  ]

  @type t :: %__MODULE__{}
end
