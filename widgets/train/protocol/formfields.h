#pragma once
#include "core/params/paramspec.h"

#include <QStringList>

class QComboBox;
class QLabel;
class QVBoxLayout;
class QWidget;

namespace aisle {

class NumberField;

/// What the parts of a protocol's form are made of. Names become object names.
NumberField *wholeNumber(QWidget *parent, const char *name, double min, double max,
                         ParamScale scale = ParamScale::Linear);
QComboBox *comboBox(QWidget *parent, const char *name); ///< a wheel that passes over it changes nothing
QLabel *helpLabel(QWidget *parent);

QVBoxLayout *formColumn(QWidget *of); ///< without margins
void addTitle(QVBoxLayout &column, QLabel *title);
void addField(QVBoxLayout &column, QLabel *label, QWidget *editor, QLabel *help = nullptr);

QStringList splitWords(const QString &text); ///< at commas, semicolons and spaces, Chinese ones too

} // namespace aisle
