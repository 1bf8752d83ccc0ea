/* version.h - the program's version, in one place. */
#ifndef ONUS_VERSION_H
#define ONUS_VERSION_H
#define ONUS_VERSION "0.1.0"
#endif
