import pytest

from evaluation import Evaluation


@pytest.fixture(scope='session')
def evaluation():
    return Evaluation()
